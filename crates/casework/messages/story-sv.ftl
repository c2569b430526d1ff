## Berättelsen om ett program

story-title = { $name }: en berättelse med påhittade personer
story-source = Källa: { $sources }
story-ways = Vägen genom programmet
story-facts-from = Allt nedan är räknat ur berättelsens händelser eller ur det som står bredvid dem. Inga verkliga personer.

story-step-entered = kom in
story-step-started = { $stage }
story-step-started-at = { $stage } ({ $placement })
story-step-extended = förlängt till { $until }: { $reason }
story-step-ended = perioden slut: { $reason }
story-step-paused = paus: { $reason }
story-step-resumed = tillbaka
story-step-offer = erbjudande i { $country }
story-step-job = jobb i { $country }
story-step-home = fick bostad
story-step-home-for-a-time = fick tillfällig bostad
story-step-status = { $status }
story-step-left = lämnade: { $reason }

story-table-needs = Från besök till arbetsuppgifter
story-table-shared = Två organisationer, ett ärende
story-table-lessons = Vad avslutade perioder lärde nästa matchning
story-table-placements = Överenskommelser om plats
story-table-split = 80 procent arbete, 20 procent utbildning
story-table-training = Utbildningsdagen, timmar
story-table-services = Vad arbetsgivaren lovat
story-table-homes = Bostäder till nyanlända
story-table-outcome = I arbete eller studier efter två år
story-table-actions = Grupper och resor
story-table-offers = Erbjudanden och jobb mellan länderna
story-table-regulated = Samma person, tre länder: vilka uppgifter är öppna?
story-table-phases = Hur många som är var
story-table-recognition = Utbildning från utlandet
story-table-tasks = Uppgifter med och utan legitimation
story-table-forecast = Behov av personal, påhittade siffror
story-table-items = Introduktionen, punkt för punkt
story-table-solid = En gedigen introduktion
story-table-mentors = Handledarnas tid
story-table-plans = Planer för ny kompetens
story-table-record = Projektets öppna uppgifter
story-table-quotes = Källans siffror och berättelsens

story-note-training = Grupp { $cohort }, { $members } deltagare den { $day }, { $held } utbildningsdagar hållna. Timmarna är gruppens tillsammans.
story-note-split = { $participant }, { $from } till { $until }: { $days } arbetsdagar. Helger tog { $lost } utbildningsdagar.
story-note-repair = Förslag: { $replaced } arbetsdagar blir utbildningsdagar ({ $days }). Avvikelsen är i dagar; minus betyder för lite utbildning.
story-note-homes = Högst { $share } av lediga bostäder, också i varje period om { $months } månader. { $permanent } gavs tills vidare.
story-note-outcome = Mottagna { $from } till { $to }, frågade { $days } dagar senare, { $window } dagar före eller efter. Nämnaren är mottagna utan dem som flyttat eller avlidit; den som ingen nått räknas som nej. De två sista raderna visar andra nämnare. Så få personer säger inget om andra.
story-note-actions = Gemensamma aktiviteter: { $times } deltaganden av { $persons } personer. I källan deltog flera hundra; berättelsen följer några av dem.
story-note-regulated = { $profession }, enligt reglerna den { $day }. Äldre regler är inte lästa.
story-note-tasks = Den som väntar på besked har inte fått nej: uppgiften är en fråga, inte stängd.
story-note-forecast = Personalen finns inte, och pensionsåldern är antagen. Räknat från { $base } med dagens takt. Saknas: nio gånger av tio inom spannet, om takten håller.
story-note-solid = Introduktion pågår: { $going }. Slutade under den: { $left }. Andelen visas först vid fem.
story-note-mentors = Gräns: { $limit } timmar i veckan.
story-note-plans = Läget den { $day }: var kompetensen används, med vem den delas, när den fylls på.

story-column = { $code ->
    [action] aktivitet
    [agreement] avtal
    [approved] godkänt
    [asked] parter
    [attended] närvaro
    [authority] myndighet
    [between] mellan
    [booked] bokat
    [bridging] insats
    [by] av
    [colleague] kollega
    [colleagues] kolleger
    [competence] kompetens
    [count] antal
    [counted] berättelsen
    [countries] länder
    [country] land
    [day] dag
    [deviation] avvikelse
    [due] senast
    [duty] att göra
    [education-country] land
    [employed] personer
    [employer] arbetsgivare
    [excused] giltig frånvaro
    [field] inriktning
    [field-name] uppgift
    [from] från
    [from-country] från
    [fullest-hours] timmar då
    [fullest-week] fullaste vecka
    [gap] saknas
    [gate] svar
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
    [mapping] kartläggs
    [matching] söker plats
    [mentor] handledare
    [missed] annan frånvaro
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
    [recognition] bedömning
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
    [waiting] väntar besked
    [why] skäl
    [window] period
    [work] arbete
    [year] år
   *[other] { $code }
}

story-reason = { $code ->
    [awaiting_recognition] väntar på bedömning
    [circumstances] omständigheter
    [competence_in_use] kompetensen används
    [completed] programmet är slut
    [hired] anställd
    [hours_do_not_fit] tiderna passade inte
    [introduced] introducerad
    [items_open] punkter kvar
    [job] jobb
    [leave] ledighet
    [left_employer] slutade sin anställning
    [more_time] mer tid
    [moved_away] flyttade
    [new_role] ny roll
    [no_offer] inget erbjudande
    [own_wish] egen önskan
    [profession_regulated] yrket är reglerat
    [stays_home_side] stannar i hemlandet
    [studies] studier
    [tasks_differ] uppgifterna var andra
   *[other] { $code }
}

story-status = { $code ->
    [employed] i arbete
    [in_education] i studier
    [inactive] utanför arbetskraften
    [long_term_unemployed] långtidsarbetslös
    [programme_employed] anställd i programmet
    [unemployed] utan arbete
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
    [circumstances] inget om matchningen
    [hours] tiderna passade inte
    [language] mer språk behövs
    [supervision] handledning saknades
    [tasks] uppgifterna var andra
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
    [received] mottagna
    [in_work] i arbete
    [in_studies] i studier
    [neither] varken eller
    [not_found_out] ingen vet
    [excluded] flyttat eller avlidit
    [outcome] i arbete eller studier
    [with_excluded] … av alla mottagna
   *[found_out_only] … av dem vi nått
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
    [open] öppet
    [ask] fråga
   *[closed] stängt
}

story-why = { $code ->
    [exempt] undantag gäller
    [held] har legitimation
    [no_licence_needed] kräver ingen
    [not_held] saknar legitimation
    [not_known] ingen vet än
    [not_listed] inte i listan
    [not_regulated] inte reglerat
    [not_shown] har inte visat den
    [not_verified] regeln är inte läst
    [perhaps_exempt] kanske undantag
    [title_only] bara titeln är skyddad
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
    [applied] ansökt, väntar
    [not_applied] inte ansökt
   *[stated] utlåtande finns
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
