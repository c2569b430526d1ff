### English.

tier-ready = ready now
tier-trainable = ready after training
tier-to_clarify = ask first
tier-not_eligible = does not meet the requirements
score = { $points } of 100 000 points
score-after = { $points } points after training
plan-fits = Everything to be learnt fits the programme's training days.
plan-does-not-fit = Everything to be learnt does not fit the programme's training days.
unconfirmed = The requirements come from an import and nobody has confirmed them.
refused = The participant does not want this job.

group-met = Met
group-learnable = Can be learnt
group-unknown = To ask about
group-unmet = Missing
group-changes = What would make the answer “ready now”

what-competence = { $concept }, { level }
what-language = { language-name }: { language-skill } at level { $level }
what-driving = driving licence { $class }
what-forklift = forklift training class { $class }
what-licence = licence to practise as { $concept } in { country-name }
what-certificate = { certificate-name }
what-experience = { $months } months of work as { $concept }
what-education = education: { isced } or above
what-education-field = education: { isced } or above, in { $field }
what-hours = { $from } to { $to } hours a week
what-hours-exact = { $from } hours a week
what-shift = { shift }
what-start = can start by { $date }
what-reach = can get to the workplace in { municipality-name }

level = { $level ->
    [l1] knows of it
    [l2] does it with support
    [l3] does it alone
   *[l4] can teach it
}
language-skill = { $skill ->
    [listening] understand speech
    [reading] read
    [interaction] converse
    [production] speak at length
   *[writing] write
}
shift = { $shift ->
    [day] can work days
    [evening] can work evenings
    [night] can work nights
   *[weekend] can work weekends
}
isced = { $level ->
    [i0] early childhood education
    [i1] primary school
    [i2] lower secondary school
    [i3] upper secondary school
    [i4] post-secondary education below university
    [i5] short higher education
    [i6] bachelor's level
    [i7] master's level
   *[i8] doctoral level
}
strength-must = must
strength-should = good to have, weight { $weight }
reason = { $reason ->
    [law] law
    [safety] safety
    [agreement] agreement
    [task] the task
    [wish] a wish
   *[not_stated] reason not stated
}

evidence = { $evidence ->
    [stated] says so
    [documented] has papers
    [observed] staff have seen it
   *[validated] has been tested
}
met = { evidence }, coverage { $coverage } %
met-simple = yes
met-narrower = { $claim } is part of it; { evidence }, coverage { $coverage } %
met-narrower-work = has worked as { $claim }, which is part of it; { evidence }, coverage { $coverage } %
met-like = { $claim } is like it; { evidence }, coverage { $coverage } %
met-lent = has worked as { $claim }, coverage { $coverage } %
met-below = at a lower level; { evidence }, coverage { $coverage } %
learnable-workplace = learnt at the workplace in the trial month
learnable-module = learnt in { $module }
learnable-ask = { $how }; ask first, they may have it already
unknown = nobody has asked
unknown-lead = nobody has asked, but { $claim } comes near
unknown-lead-work = nobody has asked, but has worked as { $claim }, which comes near
unknown-lent = nobody has asked, but has worked as { $claim }
unknown-unproven = { $claim } is claimed, but has to be shown
conflict = there is both a yes and a no: ask again
unmet-no = says no
unmet-short = is not enough: { $claim }
unmet = no

claim-competence = { $concept }, { level }
claim-experience = { $concept }, { $months } months
claim-experience-unknown = { $concept }
claim-language = level { $level }
claim-credential = its validity or country of issue
claim-education = { isced }

change-answer = A yes to the question: { $what }
change-learn = { $what }: { $how }
change-obtain = { $what }: cannot be had within the programme, as far as the need says
change-arrange = { $what }: can it be arranged?
change-confirm = Someone confirms the requirements

language-name = { $language ->
    [sv] Swedish
    [en] English
    [ar] Arabic
    [so] Somali
    [ti] Tigrinya
    [prs] Dari
    [fa] Persian
    [uk] Ukrainian
    [ru] Russian
    [fi] Finnish
    [no] Norwegian
    [es] Spanish
    [pl] Polish
    [th] Thai
    [fr] French
    [de] German
    [ku] Kurdish
    [tr] Turkish
   *[other] the language { $language }
}
country-name = { $country ->
    [SE] Sweden
    [NO] Norway
    [FI] Finland
   *[other] the country { $country }
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
   *[other] municipality { $municipality }
}
certificate-name = { $code ->
    [hygiene] food hygiene certificate
    [hlr] first aid (CPR) certificate
    [hot-work] hot work certificate
    [ykb-goods] professional driving certificate, goods
    [ykb-passenger] professional driving certificate, passengers
    [adr] ADR certificate for dangerous goods
    [register-extract] extract from the police record
    [welding] welder's test
    [lift] lift training
    [chainsaw] chainsaw licence
    [site-safety] site safety training
   *[other] the certificate { $code }
}

## Columns

column-rank = rank
column-participant = participant
column-need = need
column-tier = tier
column-points = points
column-verdicts = verdicts
column-next = next step

## The demo

demo-town = A made-up town: { $employers } employers, { $needs } needs, { $participants } participants and { $modules } training modules. No real persons.
seats = seats: { $seats }
more = … and { $count } more
