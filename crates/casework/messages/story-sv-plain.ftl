## Så kan det gå

story-title = { $name }: så kan det gå. Personerna är påhittade.
story-source = Vi har läst om det här: { $sources }
story-ways = Så gick det för varje person
story-facts-from = Alla siffror är räknade. Ingen person är verklig.

story-step-entered = började i programmet
story-step-started = { $stage }
story-step-started-at = { $stage } ({ $placement })
story-step-extended = fick mer tid, till { $until }: { $reason }
story-step-ended = slutade där: { $reason }
story-step-paused = paus: { $reason }
story-step-resumed = tillbaka
story-step-offer = kunde få jobb i { $country }
story-step-job = började jobba i { $country }
story-step-home = fick bostad
story-step-home-for-a-time = fick tillfällig bostad
story-step-status = { $status }
story-step-left = slutade i programmet: { $reason }

story-table-needs = Vad man gör på jobbet
story-table-shared = Två som hjälper samma person
story-table-lessons = Vad vi lärde oss till nästa gång
story-table-placements = Alla har sagt ja till platsen
story-table-split = Fyra dagar jobb, en dag utbildning
story-table-training = Utbildningsdagen, timmar
story-table-services = Vad arbetsgivaren lovade
story-table-homes = Bostäder till nya i Sverige
story-table-outcome = Hur många jobbar eller studerar efter två år?
story-table-actions = Grupper och resor
story-table-offers = Jobb i andra länder
story-table-regulated = Vad får samma person göra i tre länder?
story-table-phases = Hur långt alla har kommit
story-table-recognition = Utbildning från utlandet
story-table-tasks = Vad du får göra med och utan legitimation
story-table-forecast = Hur många som behövs, påhittade siffror
story-table-items = Det du lär dig först på jobbet
story-table-solid = En bra start på jobbet
story-table-mentors = Handledarnas tid
story-table-plans = Så använder du det du har lärt dig
story-table-record = Det här vet alla om projektet
story-table-quotes = Vad vi läste och vad vi räknade

story-note-training = Gruppen heter { $cohort }. { $members } personer är med den { $day }. Gruppen har haft { $held } utbildningsdagar. Timmarna är för hela gruppen.
story-note-split = { $participant } var med från { $from } till { $until }. Det är { $days } arbetsdagar. Helgdagar tog { $lost } dagar med utbildning.
story-note-repair = Vi föreslår: { $replaced } dagar med jobb blir utbildning ({ $days }). Minus betyder för lite utbildning, i dagar.
story-note-homes = Nya i Sverige får högst { $share } av lediga bostäder. Det gäller alltid för de senaste { $months } månaderna. { $permanent } fick en bostad att bo kvar i.
story-note-outcome = Vi frågade alla som kom { $from } till { $to }. Vi frågade { $days } dagar senare, { $window } dagar före eller efter. Den som har flyttat eller dött räknas inte. Den som vi inte nådde räknas som nej. De två sista raderna räknar på andra sätt.
story-note-actions = { $persons } personer var med { $times } gånger. I verkligheten var flera hundra med.
story-note-regulated = { $profession }, med reglerna som gäller den { $day }.
story-note-tasks = Väntar du på svar? Då har du inte fått nej. Fråga först.
story-note-forecast = Siffrorna är påhittade. Vi räknar från { $base }.
story-note-solid = { $going } lär sig än. { $left } slutade innan. Vi visar procent när det är minst fem.
story-note-mentors = Högst { $limit } timmar i veckan.
story-note-plans = Så är det den { $day }.

story-column = { $code ->
    [action] aktivitet
    [agreement] avtal
    [approved] godkänt
    [asked] parter
    [attended] var där
    [authority] myndighet
    [between] mellan
    [booked] bokat
    [bridging] utbildning
    [by] av
    [colleague] kollega
    [colleagues] kolleger
    [competence] kompetens
    [count] antal
    [counted] berättelsen
    [countries] länder
    [country] land
    [day] dag
    [deviation] fel i dagar
    [due] senast
    [duty] att göra
    [education-country] land
    [employed] personer
    [employer] arbetsgivare
    [excused] borta, sa till
    [field] inriktning
    [field-name] uppgift
    [from] från
    [from-country] från
    [fullest-hours] timmar då
    [fullest-week] fullaste vecka
    [gap] saknas
    [gate] får du?
    [given] givet
    [given-homes] till nyanlända
    [groups] grupper
    [held] tillfällen
    [holder] vem
    [hours] timmar
    [item] punkt
    [jobs] jobb
    [learnt] lärdom
    [left] kvar
    [left-phase] lämnat
    [mapping] berättar
    [matching] söker plats
    [mentor] handledare
    [missed] borta
    [need] behov
    [needed] behövs
    [network] nätverk
    [next-day] den
    [next-duty] att göra
    [next-need] nästa behov
    [occupation] yrke
    [offered] personer
    [offers] erbjudanden
    [on-paper] på papper
    [organisation] organisation
    [out-of] av
    [outcome] grupp
    [own] egna
    [part] del
    [participant] deltagare
    [participations] deltaganden
    [percent] andel
    [persons] personer
    [placement] plats
    [plan] läge
    [post] tjänst
    [posts] tjänster
    [promised] lovat
    [quote] vad
    [recognition] svar
    [room] ryms än
    [said] källan
    [service] insats
    [share] andel
    [shared] delade
    [signed] signerat
    [since] sedan
    [solid] mått
    [staff] personal
    [stands] läge
    [taken] tog emot
    [task] arbetsuppgift
    [time] tid
    [title] titel
    [to-country] till
    [to-find] att finna
    [too-full] veckor över
    [training] utbildning
    [training-share] andel
    [until] till
    [used] använt
    [uses] var
    [vacant] lediga
    [value] värde
    [waiting] väntar svar
    [why] därför
    [window] period
    [work] arbete
    [year] år
   *[other] { $code }
}

story-reason = { $code ->
    [awaiting_recognition] väntar på svar om utbildningen
    [circumstances] något annat hände
    [competence_in_use] kompetensen används
    [completed] programmet är slut
    [hired] fick jobbet
    [hours_do_not_fit] tiderna passade inte
    [introduced] introducerad
    [items_open] punkter kvar
    [job] jobb
    [leave] ledighet
    [left_employer] slutade jobbet
    [more_time] mer tid
    [moved_away] flyttade
    [new_role] ny roll
    [no_offer] inget erbjudande
    [own_wish] ville själv
    [profession_regulated] yrket är reglerat
    [stays_home_side] stannar i hemlandet
    [studies] studier
    [tasks_differ] jobbet var ett annat än vi trodde
   *[other] { $code }
}

story-status = { $code ->
    [employed] jobbar
    [in_education] studerar
    [inactive] utanför arbetskraften
    [long_term_unemployed] långtidsarbetslös
    [programme_employed] anställd i programmet
    [unemployed] har inget jobb
   *[other] okänt läge
}

story-country = { $code ->
    [ER] Eritrea
    [FI] Finland
    [IQ] Irak
    [NO] Norge
    [PH] Filippinerna
    [SE] Sverige
    [SO] Somalia
    [SY] Syrien
    [TR] Turkiet
    [UA] Ukraina
    [total] alla
   *[other] { $code }
}

story-organisation = { $code ->
    [karlskoga] Karlskoga kommun
    [lulea] Luleå kommun
    [orebro] Örebro kommun
   *[other] { $code }
}

story-learnt = { $code ->
    [circumstances] inget om jobbet
    [hours] tiderna passade inte
    [language] mer språk behövs
    [supervision] handledning saknades
    [tasks] jobbet var ett annat än vi trodde
    [travel] för lång väg
    [workplace] arbetsplatsen ändrade sig
   *[other] annan väg
}

story-time = { $code ->
    [planned] som planerat
    [repaired] med förslaget
   *[reported] rapporterat
}

story-service = { $code ->
    [guest_lecture] gästföreläsning
    [mock_interview] provintervju
    [placement] plats
   *[study_visit] studiebesök
}

story-window = { $code ->
    [rolling] rullande
   *[since_count] sedan räkning
}

story-outcome = { $code ->
    [received] kom hit
    [in_work] jobbar
    [in_studies] studerar
    [neither] gör inget av det
    [not_found_out] vi vet inte
    [excluded] har flyttat eller dött
    [outcome] jobbar eller studerar
    [with_excluded] … av alla som kom
   *[found_out_only] … av dem vi nådde
}

story-action = { $code ->
    [coaching_group] coachningsgrupp
    [matchmaking_trip] matchningsresa
    [study_trip] studieresa
   *[other] { $code }
}

story-task = { $code ->
    [give_medicine] ge läkemedel
    [keep_company] vara sällskap
    [under_the_title] arbeta under titeln
   *[other] { $code }
}

story-gate = { $code ->
    [open] ja
    [ask] fråga först
   *[closed] nej
}

story-why = { $code ->
    [exempt] undantag gäller
    [held] du har legitimation
    [no_licence_needed] alla får
    [not_held] du har ingen legitimation
    [not_known] vi vet inte än
    [not_listed] inte i listan
    [not_regulated] inte reglerat
    [not_shown] visa den först
    [not_verified] regeln är inte läst
    [perhaps_exempt] kanske undantag
    [title_only] bara namnet är skyddat
   *[other] { $code }
}

story-profession = { $code ->
    [nurse] Sjuksköterska
   *[other] { $code }
}

story-field = { $code ->
    [f0112] förskollärare
    [f0913] sjuksköterska
    [f0923] socialt arbete
   *[other] { $code }
}

story-recognition = { $code ->
    [applied] väntar på svar
    [not_applied] har inte frågat
   *[stated] har fått svar
}

story-item = { $code ->
    [late] för sent
    [no_more] slutade före
    [on_time] i tid
    [open] öppen
   *[open_late] öppen, försenad
}

story-solid = { $code ->
    [complete] alla punkter signerade
    [items_on_time] punkter i tid
   *[solid] alla punkter, alla i tid
}

story-competence = { $code ->
    [documentation] dokumentation
    [interviews] samtal
    [mentoring] handleda
   *[other] { $code }
}

story-plan = { $code ->
    [due] nära
    [in_order] i ordning
    [lapsed] inte använt länge
   *[late] försenat
}

story-duty = { $code ->
    [complete] fyll i planen
    [refresh] fyll på
    [review] gå igenom
   *[use] använd
}

story-quote = { $code ->
    [coaching_groups] coachningsgrupper
    [countries] länder
    [employment_months] månader i anställning
    [first_year] första året
    [housing_percent] bostäder till nyanlända, procent
    [intervention] interventionstyp
    [jobs] jobb
    [last_year] sista året
    [municipalities] kommuner
    [offers] erbjudanden från ett annat land
    [outcome_percent] i arbete eller studier, procent
    [training_percent] utbildning, procent
    [trial_months] månader på prov
    [trips] resor
    [union_rate] EU:s andel, procent
   *[other] { $code }
}

story-said = { $relation ->
    [over] över { $said }
    [at_most] högst { $said }
   *[equal] { $said }
}
