### Lätt svenska: korta meningar, vanliga ord, tal till ”du”.

tier-ready = Du kan börja nu
tier-trainable = Du kan börja efter en utbildning
tier-to_clarify = Vi behöver fråga dig först
tier-not_eligible = Jobbet passar inte nu
score = { $points } av 100 000 poäng
score-after = { $points } poäng efter utbildning
plan-fits = Du hinner lära dig allt på utbildningsdagarna.
plan-does-not-fit = Du hinner inte lära dig allt på utbildningsdagarna.
unconfirmed = Vi är inte säkra på att kraven stämmer. Vi ska fråga arbetsgivaren.
refused = Du har sagt att du inte vill ha det här jobbet.
tried = Du har provat det här jobbet. Det slutade { $date }. { $learnt ->
        [tasks] Det var andra arbetsuppgifter än vi trodde.
        [hours] Tiderna passade inte ihop.
        [travel] Vägen dit var för lång, eller så gick det ingen buss.
        [language] Jobbet krävde mer språk än det stod.
        [supervision] Arbetsplatsen kunde inte handleda som det var bestämt.
        [workplace] Arbetsplatsen ändrade sina planer.
        [other_way] Du fick en annan väg framåt.
       *[circumstances] Det hade inte med matchningen att göra.
    }

group-met = Det här har du
group-learnable = Det här kan du lära dig
group-unknown = Det här vill vi fråga dig om
group-unmet = Det här saknas
group-changes = Det här behövs för att du ska kunna börja nu

what-competence = { $concept }. Nivå: { level }
what-language = { language-name }: { language-skill }. Nivå { $level }
what-driving = körkort { $class }
what-forklift = utbildning för truck, klass { $class }
what-licence = tillstånd att arbeta som { $concept } i { country-name }
what-certificate = { certificate-name }
what-experience-month = du har arbetat som { $concept } i en månad
what-experience = du har arbetat som { $concept } i { $months } månader
what-education = utbildning: { isced } eller mer
what-education-field = utbildning: { isced } eller mer. Ämne: { $field }
what-hours = arbeta { $from } till { $to } timmar i veckan
what-hours-exact = arbeta { $from } timmar i veckan
what-shift = { shift }
what-start = börja senast { $date }
what-reach = resa till jobbet i { municipality-name }

level = { $level ->
    [l1] du vet vad det är
    [l2] du kan med hjälp
    [l3] du kan själv
   *[l4] du kan lära andra
}
language-skill = { $skill ->
    [listening] förstå när andra talar
    [reading] läsa
    [interaction] prata med andra
    [production] berätta
   *[writing] skriva
}
shift = { $shift ->
    [day] arbeta på dagen
    [evening] arbeta på kvällen
    [night] arbeta på natten
   *[weekend] arbeta lördag och söndag
}
isced = { $level ->
    [i0] förskola
    [i1] sex års skola
    [i2] nio års skola
    [i3] gymnasium
    [i4] utbildning efter gymnasiet
    [i5] två års utbildning efter gymnasiet
    [i6] tre års studier på högskola
    [i7] fem års studier på högskola
   *[i8] doktor
}
strength-must = det måste du ha
strength-should = det är bra att ha
reason = { $reason ->
    [law] lagen säger det
    [safety] det är för säkerheten
    [agreement] det står i avtalet
    [task] arbetet kräver det
    [wish] arbetsgivaren vill det
   *[not_stated] vi vet inte varför
}

evidence = { $evidence ->
    [stated] Du har sagt det
    [documented] Du har papper
    [observed] Vi har sett det
   *[validated] Det är testat
}
met = { evidence }.
met-simple = Ja.
met-narrower = Du kan { $claim }. Det räcker. { evidence }.
met-narrower-work = Du har arbetat som { $claim }. Det räcker. { evidence }.
met-like = Du kan { $claim }. Det liknar det här. { evidence }.
met-lent = Du har arbetat som { $claim }.
met-below = Du kan en del av det. { evidence }.
learnable-workplace = Du lär dig det på jobbet den första månaden.
learnable-module = Du lär dig det på kursen { $module }.
learnable-ask = { $how } Men kanske kan du det redan. Vi frågar dig.
unknown = Vi har inte frågat dig.
unknown-lead = Vi har inte frågat dig. Men du kan { $claim }, och det är nästan samma sak.
unknown-lead-work = Vi har inte frågat dig. Men du har arbetat som { $claim }, och det är nästan samma sak.
unknown-lent = Vi har inte frågat dig. Men du har arbetat som { $claim }.
unknown-evidence = { $claim }. { evidence }. Vi behöver veta mer säkert.
unknown-run-out = Det gällde till { $date }. Har du ett nytt?
unknown-foreign = Det kommer från { country-name }. Vi behöver veta om det gäller här.
unknown-not-recognised = Du har { $claim }. Men du behöver ett papper från Sverige om den.
unknown-seqf = Du har { $claim }. Vi vet inte vilken nivå det är i Sverige.
unknown-field = Du har { $claim }. Men vi vet inte om det är rätt ämne.
unknown-prerequisites = Du kan lära dig det om du svarar ja på det här: { $what }
conflict = Vi har fått både ja och nej. Vi frågar dig igen.
unmet-not-yet = Det gäller först från { $date }.
unmet-hours = Du kan arbeta { $from } till { $to } timmar i veckan.
unmet-start = Du kan börja först { $date }.
unmet-reach = Du kan inte resa dit.
unmet-shift = Du har sagt nej.
unmet-no = Du har sagt nej.
unmet-short = Det räcker inte: { $claim }.
unmet = Nej.

claim-competence = { $concept } ({ level })
claim-experience-month = { $concept } i en månad
claim-experience = { $concept } i { $months } månader
claim-experience-unknown = { $concept }
claim-language = nivå { $level }
claim-education = { isced }

change-answer = Att du svarar ja på det här: { $what }
change-learn = { $what }. { $how }
change-learn-if = { $what }. { $how } Men först: { $open }
change-obtain = { $what }. Vi vet inte hur du kan lära dig det i tid.
change-arrange = { $what }. Går det att ordna?
change-confirm = Att arbetsgivaren säger att kraven stämmer.

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
    [hygiene] kurs i att hantera mat säkert
    [hlr] kurs i hjärt-lungräddning
    [hot-work] kurs i heta arbeten
    [ykb-goods] bevis för att köra lastbil som yrke
    [ykb-passenger] bevis för att köra buss som yrke
    [adr] bevis för att köra farligt gods
    [register-extract] papper från belastningsregistret
    [welding] prov i svetsning
    [lift] kurs i att köra lift
    [chainsaw] kurs i motorsåg
    [site-safety] kurs i säkerhet på arbetsplatsen
    [mine-safety] kurs i säkerhet i gruvan
    [assistant-nurse] bevis att du får kalla dig undersköterska
    [asbestos] kurs om asbest
    [brush-saw] kurs i röjsåg
    [electrical-installer] tillstånd att installera el
    [esa] kurs i säkerhet med el
    [fall-protection] kurs i att arbeta på hög höjd
    [id06] ID06-kort
    [overhead-crane] kurs i att köra travers
    [public-order-guard] kurs för ordningsvakt
    [refrigeration] bevis för arbete med kylmaskiner
    [road-work] kurs i att arbeta på vägar
    [safe-lifting] kurs i säkra lyft
    [scaffolding] kurs i att bygga ställning
    [security-guard] kurs för väktare
    [taxi] bevis för att köra taxi
    [ykb] bevis för att köra som yrke
   *[other] intyget { $code }
}

## Kolumner

column-rank = plats
column-participant = person
column-need = jobb
column-tier = läge
column-points = poäng
column-verdicts = krav
column-next = nästa steg

## Visningen

nobody = Ingen av { $count } personer passar nu.
plan-tight = du hinner inte allt
demo-title = Staden som inte finns
demo-report = Se allt på en sida: { $file }
demo-town = En stad som inte finns: { $employers } arbetsgivare, { $needs } jobb, { $participants } personer och { $modules } kurser. Ingen person är verklig.
seats = platser: { $seats }
more = … och { $count } till

## Planen

strategy-name = { $strategy ->
    [greedy] de som passar bäst får välja först
    [expected] efter hur ofta sådana platser blir ett jobb
    [optimal] så att jobben passar så bra som möjligt
    [most-placed] så att så många som möjligt får ett jobb
    [stable-for-needs] efter vad arbetsgivarna helst vill
    [fair-places] så att platserna delas lika
    [stable] efter vad alla helst vill
    [fair] så att det blir rättvist
    [first-come] den som kom först får först
   *[random] med lottning
}
round-title = Planen
round-proposal = Det här är ett förslag. Det är människor som bestämmer. Vi valde så här: { strategy-name }.
round-counts = { $placed } av { $participants } personer får ett jobb. Det finns { $seats } platser. Poäng: { $total }.
round-proven = { $aim ->
    [most-placed] Ingen annan plan ger fler personer jobb. Det är bevisat.
   *[optimal] Ingen annan plan passar bättre. Det är bevisat.
}
round-proven-given = { $aim ->
    [most-placed] Ingen annan plan som följer besluten ger fler personer jobb. Det är bevisat.
   *[optimal] Ingen annan plan som följer besluten passar bättre. Det är bevisat.
}
round-bound = Vi vet inte om planen är bäst. Den bästa har högst { $gap } poäng mer.
round-unproven = Vi vet inte hur bra planen är.
round-wish = du önskade det som nummer { $place }
round-after = { $points } efter utbildningen
round-decided = Människor har bestämt det: { $reason }
round-first = Det som kommer först
round-placed = Vem som får vilket jobb
round-left = De som inte får ett jobb nu
round-kept-out = Människor har bestämt det: { $reason }
round-no-pair = Inget jobb går just nu. Jobb där vi behöver fråga dig: { $clarify }. Jobb som inte passar: { $missing }. Jobb du inte vill ha: { $refused }.
round-outcompeted = Jobbet { $need } går till { $holders }.
round-not-reached = Jobbet { $need } har en ledig plats. Men en regel eller ett beslut gör att du inte får den.
round-short = Med { $points } poäng till hade du fått en plats.
round-why-placed = Planen ger den här platsen.
round-why-not-possible = Det går inte nu. Det här behövs för att du ska kunna börja:
round-why-no-score = Fler poäng hjälper inte. Platserna är redan bestämda, eller så hade någon annan blivit utan jobb.
round-why-unproven = Vi vet inte vad som hade ändrat det.
round-why-moves = Då hade också andra fått byta: { $moves }.
round-empty = Platser som är tomma
round-seats = { $seats } av { $all }
round-nobody = Ingen kan ta jobbet nu. Personer vi behöver fråga: { $clarify }. Personer som det inte passar: { $missing }. Personer som inte vill: { $refused }.
round-trainable = Jobb efter utbildning, som inte är med nu: { $count }.
round-elsewhere = De som kan ta jobbet får ett annat: { $people }.
round-withheld = De här kan ta jobbet men får inget: { $people }. Det beror på en regel eller ett beslut.
round-decisions = Det här har människor bestämt
round-pin = { $participant } får jobbet { $need }
round-bar = { $participant } får inte jobbet { $need }
round-keep_out = { $participant } är inte med i planen
round-cost = { $price ->
    [some] Beslutet kostar { $points } poäng.
    [gain] Beslutet ger { $points } poäng.
   *[none] Beslutet kostar inget.
}
round-cost-about = Vi vet inte exakt vad besluten kostar.
round-cost-together = { $price ->
    [some] Alla beslut kostar { $points } poäng: { $with } i stället för { $without }.
    [gain] Alla beslut ger { $points } poäng: { $with } i stället för { $without }.
   *[none] Alla beslut kostar inget.
}

## Rapporten om en matchning

report-kind = Rapport om jobb och personer
report-skip = Gå till texten
report-contents = Innehåll
report-lead = Här ser du vilka jobb som finns och vem som passar. Vi säger varför. Det här är ett förslag. Det är människor som bestämmer.
report-day = Dag
report-needs = Jobb
report-seats = Platser
report-participants = Personer
report-edition = Ordlista

report-tier-ready = Kan börja nu
report-tier-trainable = Efter utbildning
report-tier-to_clarify = Vi frågar först
report-tier-not_eligible = Passar inte nu
report-refused = Vill inte
report-mark-met = finns
report-mark-learnable = går att lära
report-mark-unknown = vi frågar
report-mark-unmet = saknas

report-legend = Så läser du sidan
report-about-ready = Personen har allt som måste finnas.
report-about-trainable = Personen kan lära sig det som fattas. Det går på jobbet eller på en kurs.
report-about-to_clarify = Vi vet inte allt. Vi behöver fråga.
report-about-not_eligible = Något viktigt saknas. Det går inte att lära sig i tid.
report-legend-cells = I tabellerna visar ett tecken svaret:
report-legend-shade = Talet är procent. En starkare färg betyder mer.

report-overview = Alla jobb
report-figures = Jobb och bästa svar
report-figure-ready = jobb där någon kan börja nu
report-figure-trainable = jobb där någon kan börja efter utbildning
report-figure-to_clarify = jobb där vi behöver fråga
report-figure-not_eligible = jobb där ingen passar nu
report-participants-best = Det bästa svaret för varje person
report-needs-by-tier = Varje jobb och alla personer
report-overview-about = Så här många personer har varje svar. Vi räknar alla personer på varje rad.
report-need = Jobb
report-seats-one = 1 plats
report-seats-many = { $seats } platser
report-from = från { $date }

report-tasks = Det här gör man
report-share = { $percent } av tiden
report-requirements = Det här behövs
report-requirements-about = Talen är samma tal som i tabellen med personer.
report-number = Nr
report-what = Det här behövs
report-strength = Hur viktigt
report-reason = Varför
report-learnt = Går att lära
report-people = Personer
report-matrix = Personer i ordning, med svar på allt som behövs.
report-short-list = De första personerna. Talen sist visar vad som behövs.
report-rank = Plats
report-person = Person
report-tier = Svar
report-points = Poäng
report-verdicts = Det som behövs
report-after = efter: { $points }
report-short-must = måste
report-short-should = vikt { $weight }
report-listed = Här är de { $shown } första. Sedan kommer den första i varje grupp. Vi har jämfört alla { $all } personer.
report-nobody = Ingen person passar nu.
report-reasons = Varför
report-reasons-about = Här ser du vad som finns, vad man kan lära sig och vad vi behöver fråga om.

report-network = Vem passar var
report-network-about = Bilden visar { $shown } av { $all } jobb. För varje jobb visar den { $each } personer. Hel linje: kan börja nu. Streckad linje: efter utbildning. Prickad linje: vi frågar först. En bred linje betyder många poäng.
report-network-table = Samma sak i en tabell

report-others = Fler jobb
report-others-about = Tryck på ett jobb för att se mer.

report-method = Så räknar vi
report-method-tier = Vi tittar först på det som måste finnas. Det sämsta svaret bestämmer.
report-method-points = Sedan räknar vi poäng, 0 till 100 000. Det som är viktigt ger mer. Det som tar mycket tid på jobbet ger mer.
report-method-coverage = Man får mest poäng när man kan precis det som behövs, och någon har sett det. Om man kan något som liknar får man färre poäng. Det som lagen kräver måste man ha precis.
report-method-unknown = Om vi inte har frågat får man inga poäng. Men det är inget nej. Vi frågar.
report-method-after = ”Efter” visar poängen när man har lärt sig allt.
report-method-refusal = Om man inte vill ha ett jobb visas man inte för det jobbet.
report-method-human = Vi tittar inte på kön, ålder, varifrån man kommer, religion eller funktionsnedsättning. En människa bestämmer.

report-privacy = Här finns inga namn. Sidan hämtar ingenting från internet.
report-attribution = Den här tjänsten använder Europeiska kommissionens klassificering Esco.
report-made-with = Ordlista: { $edition }, kontrollsumma { $checksum }.

export-title = Det här vet vi om { $id }, { $day }
export-lead = Här står allt som vi har skrivit om dig. Här står också vem som har läst det. Om något är fel ska vi rätta det. Du får säga nej till hur vi använder det.
export-nothing = Det finns inget här.
export-yes = ja
export-no = nej
export-person = Vem du är
export-about-person = Ditt namn, dina nummer och hur vi når dig.
export-accounts = Så loggar du in
export-about-accounts = Namnet som du loggar in med. Här står också när du har varit inloggad. Ditt lösenord visar vi aldrig.
export-case = Så är det nu
export-about-case = Vem som arbetar med dig, vad du har sagt ja till, vad som är planerat och vad andra har fått veta.
export-documents = Texter
export-about-documents = Det du kan och vill, anteckningar från samtal och människor du känner. Gamla texter finns också här.
export-special = Känsliga svar
export-about-special = Det du har berättat om till exempel hälsa. Du behövde inte svara.
export-statistics = Siffror
export-about-statistics = Svar som vi räknar för dem som betalar. Ditt namn står inte där.
export-events = Allt som har hänt
export-about-events = Allt som vi har skrivit, i den ordning vi skrev det.
export-receipts = Förslag och beslut
export-about-receipts = Det som ett svar om dig bygger på. Om svaret handlar om andra också visar vi inte innehållet.
export-accesses = Vem som har tittat
export-about-accesses = Alla som har läst något om dig. Här står också de som inte fick läsa.

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
    [agreement_approved] avtalet är godkänt
    [agreement_drafted] avtalet är skrivet
    [agreement_made] avtal slutet
    [agreement_rejected] någon sa nej till avtalet
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
    [because] regler som bestämde
    [began] började
    [begun] påbörjat
    [below25] under 25 år
    [birth] född
    [booking] bokning
    [booking_kept] bokningen blev av
    [booking_released] bokningen blev inte av
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
    [checked_in] vi följde upp
    [choice] val
    [closed] avslutat
    [code] kod
    [code_form_read] kodform antecknad
    [cohort] grupp
    [cohort_joined] med i grupp
    [cohort_left] lämnade grupp
    [command] fråga
    [competence] det du lärt dig
    [competence_ended] planen är slut
    [competence_followed] vi följde upp planen
    [competence_planned] plan för det du lärt dig
    [competence_tied] en kollega kan samma sak
    [competences] kompetenser
    [connection] kontakt
    [connection_added] kontakt tillagd
    [connection_removed] kontakt borttagen
    [connections] kontakter
    [consent] ja
    [consent_withdrawn] du tog tillbaka ditt ja
    [consented] du sa ja
    [consents] det du har sagt ja till
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
    [credentials] intyg
    [day] dag
    [days] dagar
    [decision_approved] beslut godkänt
    [decision_carried_out] beslut utfört
    [decision_prepared] beslut förberett
    [decisions] beslut
    [declined] nej från
    [disability] funktionsnedsättning
    [disclosed] andra har fått veta
    [disclosures] det andra har fått veta
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
    [enquiry] fråga
    [enrolled] du började
    [enrolments] det du är med i
    [erased] borttaget
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
    [given_under] lektionen hör till en bokning
    [ground] regel
    [group] grupp
    [handed_over] överlämnat
    [hash] kod för att se att inget är ändrat
    [helpful] till hjälp
    [holder] den som arbetar med dig
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
    [item] punkt
    [item_countersigned] båda har skrivit under
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
    [matter] vad beslutet gäller
    [measure] insats
    [mentors] mentorer
    [milestone] viktig dag
    [milestone_planned] viktig dag bestämd
    [milestones] viktiga dagar
    [minority] minoritet
    [minutes] minuter
    [module] modul
    [money] med pengar
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
    [objected] du sa nej till något
    [objection_settled] svar på att du sa nej
    [occupations] yrken
    [occurred_on] hände
    [of] av
    [offer_received] erbjudande
    [on] dag
    [on_behalf] för någon annan
    [open] öppet
    [operation] det du är med i
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
    [parameters] siffror
    [part] del
    [participant] deltagare
    [partly] delvis
    [party] den som
    [paused] paus
    [people] personer
    [permanent] tills vidare
    [person] person
    [phone] telefon
    [pins] det svaret bygger på
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
    [purpose] varför
    [qualified] kvalifikation uppnådd
    [rank] plats
    [reach] resväg
    [reason] skäl
    [receipt] kvitto
    [receipts] kvitton
    [record] post
    [recorded_at] vi skrev
    [recorded_on] vi skrev
    [reduced_capacity] svårare att arbeta
    [referral] hänvisning
    [referral_answered] svar på hänvisning
    [referral_withdrawn] hänvisning tagen tillbaka
    [referred] du hänvisades
    [refresh] fylls på
    [registered] du skrevs in
    [relation] relation
    [reopened] öppnat igen
    [replaces] ersätter
    [report] rapport
    [report_frozen] rapport fastställd
    [reports] rapporter
    [requirements] krav
    [resumed] pausen är slut
    [retracted] vi tog tillbaka
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
    [service_booked] vi bokade något
    [service_given] tjänst given
    [session_cancelled] pass inställt
    [session_planned] pass planerat
    [set_on] satt den
    [settlement] svar
    [share_answered] delning besvarad
    [share_permille] del av tusen
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
    [supply_answered] svar om grupp
    [supply_asked] fråga om grupp
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
