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
unknown-unproven = Du har sagt det: { $claim }. Vi behöver se det.
conflict = Vi har fått både ja och nej. Vi frågar dig igen.
unmet-no = Du har sagt nej.
unmet-short = Det räcker inte: { $claim }.
unmet = Nej.

claim-competence = { $concept } ({ level })
claim-experience = { $concept } i { $months } månader
claim-experience-unknown = { $concept }
claim-language = nivå { $level }
claim-credential = datum eller land
claim-education = { isced }

change-answer = Att du svarar ja på det här: { $what }
change-learn = { $what }. { $how }
change-obtain = { $what }. Det går inte att få på den här tiden.
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

demo-town = En stad som inte finns: { $employers } arbetsgivare, { $needs } jobb, { $participants } personer och { $modules } kurser. Ingen person är verklig.
seats = platser: { $seats }
more = … och { $count } till
