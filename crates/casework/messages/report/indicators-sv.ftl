## Reports: indicators.

indicators-title = Indikatorer
indicators-set = Uppsättning
indicators-operation = Insats
indicators-until = Till och med
indicators-all = Alla indikatorer
indicators-chart = Antal per indikator
indicators-chart-description = En stapel för varje indikator som kan räknas. Siffrorna står i tabellen bredvid.
indicators-code = Kod
indicators-name = Indikator
indicators-number = Antal
indicators-note = Anmärkning
indicators-unverified = Definitionen är inte läst i sin källa
indicators-no-source =
    { $word ->
        [special_categories] Efterfrågades inte i den här rapporten
        [qualifications] Ingen antecknar kvalifikationer
        [improvements] Ingen antecknar hur arbetet förändrades
        [age_in_years] Ingen antecknar åldern i år
        [measures] Ingen antecknar vad deltagarna fick
        [language_levels] Ingen antecknar språknivåer
        [feedback] Ingen frågar vad deltagarna tycker
        [recognition_applications] Ingen antecknar ansökningar om erkännande
        [residence_applications] Ingen antecknar ansökningar om varaktig bosättning
        [entities] Ingen antecknar vilka organisationer som får stöd
        [joint_actions] Ingen antecknar gemensamma aktiviteter
        [certificates] Ingen antecknar intyg
        [project_end] Projektets sista dag är inte angiven
        [works] Ingen antecknar gemensamma resultat
       *[other] Det finns ingen källa
    }
indicators-parts = Fördelning
indicators-by =
    { $word ->
        [gender] Efter kön
        [age] Efter ålder
        [age_of_three] Efter ålder i tre grupper
       *[education] Efter utbildning
    }
indicators-group =
    { $word ->
        [unknown] Ej tillfrågad
        [declined] Vill inte svara
        [woman] Kvinnor
        [man] Män
        [non_binary] Icke-binära
        [below18] Under 18
        [from18_to29] 18–29
        [from30_to54] 30–54
        [from55_to60] 55–60
        [from18_to60] 18–60
        [from61] 61 och äldre
        [up_to_lower_secondary] ISCED 0–2
        [upper_secondary] ISCED 3–4
        [tertiary] ISCED 5–8
       *[other] Övriga
    }
indicators-proofs = Vilka som ligger bakom
indicators-hidden = Dessutom { $count } som du inte får veta vilka de är.
indicators-who = Vem
indicators-counts = Räknas
indicators-day = Dag
indicators-why = Varför inte
indicators-yes = ja
indicators-no = nej
indicators-clause =
    { $word ->
        [not_entered] Hade inte börjat den dagen
        [incomplete] Något som alla måste svara på saknas
        [not_targeted] Är medborgare i unionen, och insatsen är för andra
        [target_unknown] Medborgarskapet är inte känt
        [target_declined] Vill inte säga sitt medborgarskap
        [other_status_at_entry] Hade en annan ställning när insatsen började
        [not_long_term] Hade inte varit utan arbete så länge
        [age_too_coarse] Åldern är inte antecknad tillräckligt noga
        [other_age] Har en annan ålder
        [age_unknown] Åldern är inte känd
        [other_education] Har en annan utbildning
        [education_unknown] Utbildningen är inte känd
        [answer_no] Svaret är nej
        [not_asked] Ingen har frågat
        [declined] Vill inte svara
        [not_left] Har inte avslutat
        [not_yet_due] Har avslutat, men tiden då det räknas är inte slut
        [status_unknown] Tiden är slut, och ingen vet ställningen
        [project_job] Det enda arbetet är i projektet självt
        [other_status] Hade en annan ställning den tiden
        [no_qualification] Ingen kvalifikation är känd
        [qualified_before] Hade kvalifikationen redan före
        [qualified_late] Fick kvalifikationen efter tiden då den räknas
        [pay_only] Bara högre lön räknas inte
        [not_improved] Arbetet är som förut
        [improvement_unknown] Ingen vet om något blev bättre
        [no_measure] Fick inte detta
        [level_unknown] Nivån före eller efter är inte känd
        [level_not_raised] Nivån steg inte så mycket
        [not_applied] Har inte ansökt
        [applied_before] Ansökte redan före
        [after_day] Är från en senare dag än rapportens
        [one_country] Hölls inte av organisationer från två länder
        [other_kind] Är av ett annat slag
        [absent] Var inte där
        [counted_already] Räknas en gång, på en annan rad
        [not_completed] Har inget intyg
        [before_end] Hölls innan projektet var slut
        [too_late] Är efter tiden då det räknas
        [not_finished] Är inte färdigt
        [no_effect] Har inte fått verkan
        [too_large] Företaget är stort
        [size_unknown] Företagets storlek är inte känd
       *[other] Annat skäl
    }
indicators-checked = Kontroller
indicators-incomplete = Räknas inte förrän något är ifyllt
indicators-missing = Saknas
indicators-variable =
    { $word ->
        [labour] ställning på arbetsmarknaden
        [age] ålder
        [education] utbildning
        [gender] kön
       *[third_country] medborgarskap
    }
indicators-incomplete-hidden = Dessutom { $count } där något saknas och som du inte får veta vilka de är.
indicators-unread = För { $count } får du inte läsa det som ingen måste svara på.
indicators-agree = Talen stämmer med varandra.
indicators-do-not-agree = Talen stämmer inte med varandra:
indicators-protected = Små antal, fördelningar och kontroller visas bara för den som får veta vilka deltagarna är.
