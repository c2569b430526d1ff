### Svenska: för handläggare och arbetsgivare.

## Svaret för ett par

tier-ready = redo nu
tier-trainable = redo efter utbildning
tier-to_clarify = fråga först
tier-not_eligible = uppfyller inte kraven
score = { $points } av 100 000 poäng
score-after = { $points } poäng efter utbildning
plan-fits = Allt som ska läras ryms på programmets utbildningsdagar.
plan-does-not-fit = Allt som ska läras ryms inte på programmets utbildningsdagar.
unconfirmed = Kraven kommer från en import och är inte bekräftade av någon.
refused = Deltagaren vill inte ha den här platsen.
tried = Prövat, avslutat { $date }: { $learnt ->
        [tasks] arbetsuppgifterna var andra än de som står i behovet.
        [hours] tiderna gick inte ihop.
        [travel] vägen dit var för lång eller saknade buss.
        [language] arbetet krävde mer av ett språk än vad som står i behovet.
        [supervision] arbetsplatsen kunde inte handleda som avtalat.
        [workplace] arbetsplatsen ändrade sina planer.
        [other_way] en annan väg öppnade sig.
       *[circumstances] det berodde på annat än matchningen.
    }

group-met = Uppfyllt
group-learnable = Kan läras
group-unknown = Att fråga om
group-unmet = Saknas
group-changes = Detta skulle göra svaret till ”redo nu”

## Vad som krävs

what-competence = { $concept }, { level }
what-language = { language-name }: { language-skill } på nivå { $level }
what-driving = körkort { $class }
what-forklift = truckutbildning klass { $class }
what-licence = legitimation eller behörighet som { $concept } i { country-name }
what-certificate = { certificate-name }
what-experience-month = en månads arbete som { $concept }
what-experience = { $months } månaders arbete som { $concept }
what-education = utbildning, minst { isced }
what-education-field = utbildning, minst { isced }, inom { $field }
what-hours = { $from }–{ $to } timmar i veckan
what-hours-exact = { $from } timmar i veckan
what-shift = { shift }
what-start = kan börja senast { $date }
what-reach = kan ta sig till arbetsplatsen i { municipality-name }

level = { $level ->
    [l1] känner till
    [l2] klarar med stöd
    [l3] klarar själv
   *[l4] kan lära ut
}
language-skill = { $skill ->
    [listening] förstå tal
    [reading] läsa
    [interaction] samtala
    [production] berätta
   *[writing] skriva
}
shift = { $shift ->
    [day] kan arbeta dagtid
    [evening] kan arbeta kvällar
    [night] kan arbeta nätter
   *[weekend] kan arbeta helger
}
isced = { $level ->
    [i0] förskola
    [i1] grundskola till årskurs 6
    [i2] grundskola
    [i3] gymnasieskola
    [i4] eftergymnasial utbildning, ej högskola
    [i5] kort eftergymnasial utbildning
    [i6] högskoleutbildning på kandidatnivå
    [i7] högskoleutbildning på avancerad nivå
   *[i8] forskarutbildning
}
strength-must = måste
strength-should = bra att ha, vikt { $weight }
reason = { $reason ->
    [law] lag
    [safety] säkerhet
    [agreement] avtal
    [task] uppgiften
    [wish] önskemål
   *[not_stated] skäl ej angivet
}

## Varför

evidence = { $evidence ->
    [stated] säger det själv
    [documented] har papper på det
    [observed] personal har sett det
   *[validated] är prövat
}
met = { evidence }, täckning { $coverage } %
met-simple = ja
met-narrower = { $claim } ingår i det; { evidence }, täckning { $coverage } %
met-narrower-work = har arbetat som { $claim }, som ingår i det; { evidence }, täckning { $coverage } %
met-like = { $claim } liknar det; { evidence }, täckning { $coverage } %
met-lent = har arbetat som { $claim }, täckning { $coverage } %
met-below = på en lägre nivå; { evidence }, täckning { $coverage } %
learnable-workplace = lärs på arbetsplatsen under prövomånaden
learnable-module = lärs i { $module }
learnable-ask = { $how }; fråga först, kanske finns det redan
unknown = ingen har frågat
unknown-lead = ingen har frågat, men { $claim } ligger nära
unknown-lead-work = ingen har frågat, men har arbetat som { $claim }, som ligger nära
unknown-lent = ingen har frågat, men har arbetat som { $claim }
unknown-evidence = { $claim }: { evidence }, men mer krävs som bevis
unknown-run-out = gällde till { $date }: är det förnyat?
unknown-foreign = utfärdat i { country-name }: gäller det i Sverige?
unknown-not-recognised = { $claim }, utan svenskt utlåtande än
unknown-seqf = { $claim }, men nivån i SeQF är inte känd
unknown-field = { $claim }, men inom ett annat eller okänt område
unknown-prerequisites = kan läras, om svaret är ja på: { $what }
conflict = det finns både ett ja och ett nej: fråga igen
unmet-not-yet = gäller först från { $date }
unmet-hours = kan { $from }–{ $to } timmar i veckan
unmet-start = kan börja först { $date }
unmet-reach = når inte dit
unmet-shift = säger nej
unmet-no = säger nej
unmet-short = räcker inte: { $claim }
unmet = nej

claim-competence = { $concept }, { level }
claim-experience-month = { $concept }, en månad
claim-experience = { $concept }, { $months } månader
claim-experience-unknown = { $concept }
claim-language = nivå { $level }
claim-education = { isced }

change-answer = Ett ja på frågan: { $what }
change-learn = { $what }: { $how }
change-learn-if = { $what }: { $how }, om svaret är ja på: { $open }
change-obtain = { $what }: behovet anger inget sätt att lära sig det i tid
change-arrange = { $what }: går det att ordna?
change-confirm = Någon bekräftar kraven

## Namn

language-name = { $language ->
    [sv] svenska
    [en] engelska
    [ar] arabiska
    [so] somaliska
    [ti] tigrinska
    [prs] dari
    [fa] persiska
    [uk] ukrainska
    [ru] ryska
    [fi] finska
    [no] norska
    [es] spanska
    [pl] polska
    [th] thailändska
    [fr] franska
    [de] tyska
    [ku] kurdiska
    [tr] turkiska
    [am] amhariska
    [ps] pashto
    [sw] swahili
    [ro] rumänska
    [zh] kinesiska
    [pt] portugisiska
   *[other] språket { $language }
}
country-name = { $country ->
    [SE] Sverige
    [NO] Norge
    [FI] Finland
    [SY] Syrien
    [IQ] Irak
    [AF] Afghanistan
    [ER] Eritrea
    [ET] Etiopien
    [SO] Somalia
    [UA] Ukraina
    [IR] Iran
    [TR] Turkiet
    [PL] Polen
    [TH] Thailand
    [IN] Indien
    [CO] Colombia
    [CL] Chile
    [CD] Kongo-Kinshasa
    [NG] Nigeria
    [UZ] Uzbekistan
    [RU] Ryssland
    [GB] Storbritannien
    [DE] Tyskland
   *[other] landet { $country }
}
municipality-name = { $municipality ->
    [SE-2505] Arvidsjaur
    [SE-2506] Arjeplog
    [SE-2510] Jokkmokk
    [SE-2513] Överkalix
    [SE-2514] Kalix
    [SE-2518] Övertorneå
    [SE-2521] Pajala
    [SE-2523] Gällivare
    [SE-2560] Älvsbyn
    [SE-2580] Luleå
    [SE-2581] Piteå
    [SE-2582] Boden
    [SE-2583] Haparanda
    [SE-2584] Kiruna
   *[other] kommun { $municipality }
}
certificate-name = { $code ->
    [hygiene] utbildning i livsmedelshygien
    [hlr] utbildning i hjärt-lungräddning
    [hot-work] certifikat för heta arbeten
    [ykb-goods] yrkeskompetensbevis för godstransporter
    [ykb-passenger] yrkeskompetensbevis för persontransporter
    [adr] ADR-intyg för farligt gods
    [register-extract] utdrag ur belastningsregistret
    [welding] svetsarprövning
    [lift] liftutbildning
    [chainsaw] motorsågskörkort
    [site-safety] säkerhetsutbildning för anläggningen
    [mine-safety] säkerhetsutbildning för gruva
    [assistant-nurse] bevis om skyddad yrkestitel undersköterska
    [asbestos] utbildning för arbete med asbest
    [brush-saw] röjsågskörkort
    [electrical-installer] auktorisation som elinstallatör
    [esa] utbildning i elsäkerhet (ESA)
    [fall-protection] utbildning i fallskydd
    [id06] ID06-kort
    [overhead-crane] traversutbildning
    [public-order-guard] utbildning till ordningsvakt
    [refrigeration] kylcertifikat
    [road-work] utbildning i arbete på väg
    [safe-lifting] utbildning i säkra lyft
    [scaffolding] utbildning för ställningsbyggare
    [security-guard] väktarutbildning
    [taxi] taxiförarlegitimation
    [ykb] yrkeskompetensbevis
   *[other] intyget { $code }
}

## Kolumner

column-rank = plats
column-participant = deltagare
column-need = behov
column-tier = läge
column-points = poäng
column-verdicts = krav
column-next = nästa steg

## Visningen

nobody = Ingen: av { $count } deltagare uppfyller ingen kraven eller vill ha platsen.
plan-tight = ryms ej på utbildningsdagarna
demo-title = Exempelstaden
demo-report = Hela bilden, med tabeller och diagram: { $file }
demo-town = En påhittad stad: { $employers } arbetsgivare, { $needs } behov, { $participants } deltagare och { $modules } utbildningar. Inga verkliga personer.
seats = platser: { $seats }
more = … och { $count } till

## Rundans plan

strategy-name = { $strategy ->
    [greedy] bästa paret först, om och om igen
    [expected] poäng, så ofta de leder till anställning
    [optimal] högsta summan
    [most-placed] flest personer först, sedan högsta summan
    [stable-for-needs] stabilt efter bådas önskemål, bäst för behoven
    [fair-places] så många platser, så jämnt mellan grupperna, som det går
    [stable] stabilt efter bådas önskemål
    [fair] rättvist mellan grupperna
    [first-come] först till kvarn
   *[random] slumpen
}
round-title = Rundans plan
round-proposal = Ett förslag: människor beslutar. Val: { strategy-name }.
round-counts = { $placed } av { $participants } personer har en plats, på { $placed } av { $seats } platser. { $total } poäng tillsammans.
round-proven = { $aim ->
    [most-placed] Bevisat: ingen plan ger fler personer plats, och ingen som ger lika många plats har fler poäng.
   *[optimal] Bevisat: ingen plan har fler poäng.
}
round-proven-given = { $aim ->
    [most-placed] Bevisat: ingen plan som följer besluten ger fler personer plats, och ingen som ger lika många plats har fler poäng.
   *[optimal] Bevisat: ingen plan som följer besluten har fler poäng.
}
round-bound = Inte bevisat: den bästa planen har högst { $gap } poäng mer.
round-unproven = Inget är bevisat om hur bra planen är.
round-wish = önskemål { $place }
round-after = { $points } efter utbildning
round-decided = Beslutat av människor: { $reason }
round-first = Kommer först
round-placed = Vem som går vart
round-left = Utan plats
round-kept-out = Beslutat av människor: { $reason }
round-no-pair = Inget behov är möjligt. Fråga först: { $clarify }. Krav saknas: { $missing }. Vill inte: { $refused }.
round-outcompeted = { $need } går till { $holders }.
round-not-reached = { $need } har en ledig plats, men en gräns, ett beslut eller sättet att välja håller den.
round-short = { $points } poäng till där hade gett en plats.
round-why-placed = Planen ger den här platsen.
round-why-not-possible = Paret är inte möjligt i den här rundan. Det som skulle göra det ”redo nu”:
round-why-no-score = Inga poäng hade ändrat det: alla platser är beslutade, en gräns är nådd, eller någon annan hade förlorat sin enda plats.
round-why-unproven = Planen är inte bevisad, så vad som hade ändrat den är inte känt.
round-why-moves = Då också: { $moves }.
round-empty = Platser som förblir tomma
round-seats = { $seats } av { $all }
round-nobody = Ingen är möjlig. Fråga först: { $clarify }. Krav saknas: { $missing }. Vill inte: { $refused }.
round-trainable = Redo efter utbildning, vilket den här rundan inte tar med: { $count }.
round-elsewhere = De som är möjliga går till annat: { $people }.
round-withheld = Möjliga och utan plats: { $people }. En gräns, ett beslut eller sättet att välja håller dem borta.
round-decisions = Beslutat av människor
round-pin = { $participant } går till { $need }
round-bar = { $participant } går inte till { $need }
round-keep_out = { $participant } har ingen plats i planen
round-cost = { $price ->
    [some] Kostar ensamt { $points } poäng.
    [gain] Ger ensamt { $points } poäng: paret hade inte varit möjligt.
   *[none] Kostar ensamt inget.
}
round-cost-about = Priserna är inte exakta, eftersom gränser korsar varandra.
round-cost-together = { $price ->
    [some] Tillsammans kostar besluten { $points } poäng: { $with } i stället för { $without }.
    [gain] Tillsammans ger besluten { $points } poäng: { $with } i stället för { $without }.
   *[none] Tillsammans kostar besluten inget.
}

## Rapporten om en matchning

report-kind = Matchningsrapport
report-skip = Hoppa till innehållet
report-contents = Innehåll
report-lead = Arbetsgivarnas behov, uppdelade i uppgifter och krav, och de personer som passar: nu, efter utbildning eller efter en fråga. Varje svar har sina skäl. Rapporten är ett underlag; människor beslutar.
report-day = Svaren gäller
report-needs = Behov
report-seats = Platser
report-participants = Deltagare
report-edition = Taxonomi

report-tier-ready = Redo nu
report-tier-trainable = Efter utbildning
report-tier-to_clarify = Fråga först
report-tier-not_eligible = Når inte kraven
report-refused = Vill inte ha platsen
report-mark-met = uppfyllt
report-mark-learnable = kan läras
report-mark-unknown = att fråga om
report-mark-unmet = saknas

report-legend = Så läser du sidan
report-about-ready = Alla måste-krav är uppfyllda.
report-about-trainable = Det som fattas går att lära i tid, på arbetsplatsen eller i en kurs.
report-about-to_clarify = Inget måste-krav saknas, men något är inte känt. Ställ frågan.
report-about-not_eligible = Minst ett måste-krav saknas och går inte att lära i tid.
report-legend-cells = I tabellerna visar ett tecken svaret på varje krav:
report-legend-shade = Talet intill är täckningen i procent, och ju starkare färg, desto högre täckning.

report-overview = Översikt
report-figures = Behov efter bästa svar
report-figure-ready = behov har någon som är redo nu
report-figure-trainable = behov har någon efter utbildning
report-figure-to_clarify = behov väntar på svar på frågor
report-figure-not_eligible = behov har ingen som passar i dag
report-participants-best = Deltagarnas bästa svar på något behov
report-needs-by-tier = Varje behov och alla deltagare
report-overview-about = Antal deltagare i varje läge, för varje behov. Varje rad räknar alla deltagare.
report-need = Behov
report-seats-one = 1 plats
report-seats-many = { $seats } platser
report-from = från { $date }

report-tasks = Uppgifter
report-share = { $percent } av tiden
report-requirements = Krav
report-requirements-about = Kraven, med samma nummer som i tabellen över personer.
report-number = Nr
report-what = Krav
report-strength = Styrka
report-reason = Skäl
report-learnt = Kan läras
report-people = Personer
report-matrix = Personer i ordning, med svaret på varje krav.
report-short-list = De första i listan. Talen sist är kravens nummer.
report-rank = Plats
report-person = Deltagare
report-tier = Läge
report-points = Poäng
report-verdicts = Kraven
report-after = efter: { $points }
report-short-must = måste
report-short-should = vikt { $weight }
report-listed = De { $shown } första i listan, och den första i varje läge därefter. Alla { $all } deltagare är jämförda.
report-nobody = Ingen i listan.
report-reasons = Skälen, för den första i varje läge
report-reasons-about = Vad som är uppfyllt, vad som kan läras, vad som behöver frågas, och vad som skulle ändra svaret.

report-network = Vem passar var
report-network-about = { $shown } av { $all } behov och de { $each } första i varje behovs lista. Hel linje: redo nu. Streckad: efter utbildning. Prickad: fråga först. Ju bredare linje, desto fler poäng.
report-network-table = Samma uppgifter som tabell

report-others = Övriga behov
report-others-about = Öppna ett behov för att se krav och lista.

report-method = Så blir svaret till
report-method-tier = Läget följer av måste-kraven. Det sämsta svaret på något av dem avgör.
report-method-points = Poängen, 0 till 100 000, väger samman alla krav: hur starkt kravet är, gånger hur stor del av tiden uppgiften tar, gånger hur väl det är täckt.
report-method-coverage = Täckningen är högst när personen kan just det som krävs, på den nivå som krävs, och det är prövat. Det som liknar räknas lägre. Krav för lag eller säkerhet kan inte täckas av något som liknar.
report-method-unknown = Det ingen har frågat om ger inga poäng och räknas aldrig som ett nej. Det blir en fråga att ställa.
report-method-after = ”Efter” visar poängen när allt som kan läras är lärt.
report-method-refusal = Den som har sagt nej till ett slags plats står inte i listan för den.
report-method-human = Kön, ålder, ursprung, religion, funktionsnedsättning och andra diskrimineringsgrunder finns inte bland uppgifterna som jämförs. En människa beslutar.

report-privacy = Sidan visar inga personuppgifter utöver deltagarnas id. Den hämtar ingenting och kör inga program.
report-attribution = Den här tjänsten använder Europeiska kommissionens klassificering Esco.
report-made-with = Taxonomi: { $edition }, kontrollsumma { $checksum }.

export-title = Det som finns om { $id }, { $day }
export-lead = Allt som finns sparat om dig, varför det finns och vem som har tittat på det. Är något fel har du rätt att få det rättat. Du kan invända mot hur det används.
export-nothing = Ingenting.
export-yes = ja
export-no = nej
export-person = Vem du är
export-about-person = Ditt namn, dina identitetsnummer och hur du nås.
export-accounts = Det du loggar in med
export-about-accounts = Dina konton: vad du loggar in som och när du har varit inloggad. Det du visar vem du är med visas inte för någon.
export-case = Ditt ärende
export-about-case = Det som gäller nu: vem som arbetar med dig, vad du har samtyckt till, vad som är planerat och vad som har lämnats ut.
export-documents = Texter och uppgifter
export-about-documents = Dina profiler, anteckningar från samtal och ditt nätverk. Även det som inte längre används finns med.
export-special = Känsliga uppgifter
export-about-special = Det du har svarat om hälsa och liknande. Du behövde inte svara.
export-statistics = Statistik
export-about-statistics = Det som räknas för finansiären. Det sparas under ett nummer som bara ditt ärende leder till.
export-events = Allt som har hänt
export-about-events = Varje uppgift om dig, i den ordning de skrevs.
export-receipts = Förslag och beslut
export-about-receipts = Vad svar om dig byggde på. Där andra nämns är innehållet utelämnat.
export-accesses = Vem som har tittat
export-about-accesses = Alla som har tittat på något om dig, och de som nekades.

# The name of a field, as data has it; { $shown } is it without underscores.
export-field = { $name ->
    [about] handlar om
    [accepted] ja från
    [accesses] vem som har tittat
    [account] konto
    [act] vad
    [action] vad
    [actor] vem
    [acts_as] kan handla som
    [after] därefter
    [age] ålder
    [agreement] avtal
    [agreement_approved] avtal godkänt
    [agreement_drafted] avtal skrivet
    [agreement_made] avtal slutet
    [agreement_rejected] avtal avvisat
    [agreements] avtal
    [all] alla
    [allocated] tilldelad
    [allowed] tillåtet
    [answer] svar
    [applied_for_recognition] ansökt om erkännande
    [applied_for_residence] ansökt om varaktig bosättning
    [approved] godkänt
    [as_of] som det var
    [asked_on] tillfrågad den
    [at] när
    [attendance] närvaro
    [attended] närvarande
    [available_from] kan börja
    [because] regler
    [began] började
    [begun] påbörjat
    [below25] under 25 år
    [birth] född
    [booking] bokning
    [booking_kept] bokning genomförd
    [booking_released] bokning släppt
    [by] av
    [cancelled] inställt
    [carried_out] utfört
    [case] ärende
    [case_assigned] ärendet tilldelat
    [case_shared] ärendet delat
    [case_unshared] delning avslutad
    [certificate] intyg
    [certified] intyg
    [change] förändring
    [checked_in] uppföljt
    [choice] val
    [closed] avslutat
    [code] kod
    [code_form_read] kodform antecknad
    [cohort] grupp
    [cohort_joined] med i grupp
    [cohort_left] lämnade grupp
    [command] fråga
    [competence] kompetens
    [competence_ended] kompetensplan avslutad
    [competence_followed] kompetensplan följd upp
    [competence_planned] kompetensplan gjord
    [competence_tied] kollega i kompetensplan
    [competences] kompetenser
    [connection] kontakt
    [connection_added] kontakt tillagd
    [connection_removed] kontakt borttagen
    [connections] kontakter
    [consent_withdrawn] samtycke återtaget
    [consented] samtycke
    [consents] samtycken
    [contact] kontakt
    [contact_recorded] kontaktperson antecknad
    [contacted] kontaktad
    [contacts] kontaktuppgifter
    [content] innehåll
    [corrects] rättar
    [count] antal
    [countries] länder
    [country] land
    [counts] antal
    [created_at] skrevs
    [credentials] intyg och behörigheter
    [day] dag
    [days] dagar
    [decision_approved] beslut godkänt
    [decision_carried_out] beslut utfört
    [decision_prepared] beslut förberett
    [decisions] beslut
    [declined] nej från
    [disability] funktionsnedsättning
    [disclosed] lämnat ut
    [disclosures] utlämnanden
    [document] text
    [documents] texter
    [done] klart
    [due] senast
    [edition] utgåva
    [education] utbildning
    [email] e-post
    [employer] arbetsgivare
    [employer_recorded] arbetsgivare antecknad
    [ended] slutade
    [engine] program
    [enquiry] förfrågan
    [enrolled] inskriven
    [enrolments] insatser
    [erased] gallrat
    [events] händelser
    [every] hur ofta
    [expires] gäller till
    [external] inloggning hos andra
    [fact] uppgift
    [fact_noted] uppgift antecknad
    [family] efternamn
    [fields] uppgifter
    [finished] färdigt
    [foreign_background] utländsk bakgrund
    [from] från
    [frozen_on] fastställt den
    [gender] kön
    [given] förnamn
    [given_under] lektion knuten till bokning
    [ground] grund
    [group] grupp
    [handed_over] överlämnat
    [hash] kontrollsumma
    [helpful] till hjälp
    [holder] handläggare
    [home] bostadsort
    [home_allocated] bostad tilldelad
    [home_search_ended] bostad söks inte längre
    [home_sought] bostad sökt
    [homeless] hemlös
    [homes] bostäder
    [homes_counted] bostäder räknade
    [homes_vacated] bostäder lediga
    [hours] timmar
    [household] personer i hushållet
    [id] beteckning
    [identity_changed] uppgifter ändrade
    [in_use] används
    [interviewed] samtal
    [introduction] presentation
    [is] är
    [issuer] vem som intygar
    [item] moment
    [item_countersigned] moment signerat av båda
    [job_started] arbete började
    [joint_action_held] gemensam insats
    [joint_work] gemensamt resultat
    [kind] slag
    [known] svar
    [label] kallas
    [labour] ställning på arbetsmarknaden
    [language] språk
    [language_tested] språktest
    [languages] språk
    [led_by] ledd av
    [left] lämnade
    [level] nivå
    [lifted] hävt
    [logged_in] inloggad
    [login] inloggningsnamn
    [made_at] gjordes
    [matter] ärendeslag
    [measure] insats
    [mentors] mentorer
    [milestone] hållpunkt
    [milestone_planned] hållpunkt planerad
    [milestones] hållpunkter
    [minority] minoritet
    [minutes] minuter
    [module] modul
    [money] med ersättning
    [month] månad
    [months] månader
    [municipality] kommun
    [name] namn
    [need] behov
    [need_recorded] behov antecknat
    [needed_by] behövs senast
    [needs] behov
    [networks] nätverk
    [note] anteckning
    [noted] antecknat
    [notes] anteckningar
    [number] nummer
    [numbers] identitetsnummer
    [objected] invändning
    [objection_settled] invändning avgjord
    [occupations] yrken
    [occurred_on] hände den
    [of] av
    [offer_received] erbjudande
    [on] dag
    [on_behalf] i någon annans ställe
    [open] öppet
    [operation] insats
    [organisation] organisation
    [organisation_number] organisationsnummer
    [origin] ursprung
    [out_of_work] utan arbete
    [outcome] resultat
    [over] slut
    [overridden] annat beslut
    [override_lifted] annat beslut hävt
    [overrides] andra beslut
    [owner] ansvarig
    [parameters] värden
    [part] del
    [participant] deltagare
    [partly] delvis
    [party] part
    [paused] paus
    [people] personer
    [permanent] tills vidare
    [person] person
    [phone] telefon
    [pins] underlag
    [place] plats
    [placement_ended] placering avslutad
    [placements] placeringar
    [places] platser
    [plan] plan
    [plans] planer
    [policy] regler
    [post] postadress
    [prepared] förberett
    [prepared_by] förberett av
    [presence] närvaro
    [profile] profil
    [profile_recorded] profil antecknad
    [programme_adopted] program antaget
    [project_recorded] projektuppgifter antecknade
    [promised] utlovat
    [promises] löften
    [proposal] förslag
    [proposals_resumed] förslag återupptagna
    [proposals_stopped] förslag stoppade
    [proposed] föreslagen
    [protection] skydd av identiteten
    [protection_set] skydd ändrat
    [purpose] ändamål
    [qualified] kvalifikation uppnådd
    [rank] plats i listan
    [reach] resväg
    [reason] skäl
    [receipt] kvitto
    [receipts] kvitton
    [record] post
    [recorded_at] skrevs
    [recorded_on] skrevs den
    [reduced_capacity] nedsatt arbetsförmåga
    [referral] hänvisning
    [referral_answered] hänvisning besvarad
    [referral_withdrawn] hänvisning återtagen
    [referred] hänvisad
    [refresh] fylls på
    [registered] registrerad
    [relation] relation
    [reopened] öppnat igen
    [replaces] ersätter
    [report] rapport
    [report_frozen] rapport fastställd
    [reports] rapporter
    [requirements] krav
    [resumed] paus slut
    [retracted] återtaget
    [reviews] uppföljningar
    [revoked_at] återtagen
    [role] roll
    [rows] rader
    [rules] regler
    [rules_adopted] regler antagna
    [rural] landsbygd
    [scheme] utbildning
    [scopes] får användas till
    [seats] platser
    [seq] ordning
    [service] tjänst
    [service_booked] tjänst bokad
    [service_given] tjänst given
    [session_cancelled] pass inställt
    [session_planned] pass planerat
    [set_on] satt den
    [settlement] utgång
    [share_answered] delning besvarad
    [share_permille] andel i promille
    [shared] delat med
    [sharing] delning
    [shifts] arbetstider
    [signed] undertecknat
    [since] sedan
    [size] storlek
    [skill] färdighet
    [source] källa
    [special] känsliga uppgifter
    [stage] steg
    [stage_decided] steg beslutat
    [stage_started] steg börjat
    [stages] steg
    [start] början
    [state] läge
    [statistics] statistik
    [status] ställning
    [status_observed] ställning antecknad
    [step] steg
    [stopped] stoppat
    [stream] hör till
    [street] gata
    [strength] styrka
    [subject] om
    [suffix] slut
    [summary] sammanfattning
    [supervisor] handledare
    [supply_answered] svar på fråga efter grupp
    [supply_asked] grupp efterfrågad
    [supply_published] utbud publicerat
    [support] stöd
    [support_begun] stöd påbörjat
    [task] uppgift
    [task_done] uppgift klar
    [task_dropped] uppgift struken
    [task_set] uppgift satt
    [tasks] uppgifter
    [taxonomy] yrkesregister
    [template] mall
    [terms] villkor
    [test] prövning
    [text] text
    [third_country] från land utanför EU
    [time] tid
    [time_reported] tid rapporterad
    [title] rubrik
    [to] till
    [tokens] nycklar för program
    [took_effect] fick verkan
    [top] högst antal
    [town] ort
    [training] utbildning
    [training_minutes] minuter utbildning
    [unit] enhet
    [until] till och med
    [used_at] användes senast
    [uses] används vid
    [v] form
    [vacant] ledig
    [version] version
    [versions] versioner
    [visit] besök
    [visit_made] besök gjort
    [visits] besök
    [weeks] veckor
    [what] vad
    [when] när
    [whom] för vem
    [wishes] önskemål
    [with] med
    [work] arbete
    [work_minutes] minuter arbete
    [yes] ja
   *[other] { $shown }
}
