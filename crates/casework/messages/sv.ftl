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
unknown-unproven = { $claim } är sagt, men behöver visas
conflict = det finns både ett ja och ett nej: fråga igen
unmet-no = säger nej
unmet-short = räcker inte: { $claim }
unmet = nej

claim-competence = { $concept }, { level }
claim-experience = { $concept }, { $months } månader
claim-experience-unknown = { $concept }
claim-language = nivå { $level }
claim-credential = giltighet eller utfärdande land
claim-education = { isced }

change-answer = Ett ja på frågan: { $what }
change-learn = { $what }: { $how }
change-obtain = { $what }: går inte att få inom programmet, så vitt behovet säger
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
   *[other] språket { $language }
}
country-name = { $country ->
    [SE] Sverige
    [NO] Norge
    [FI] Finland
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

demo-town = En påhittad stad: { $employers } arbetsgivare, { $needs } behov, { $participants } deltagare och { $modules } utbildningar. Inga verkliga personer.
seats = platser: { $seats }
more = … och { $count } till
