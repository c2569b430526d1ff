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
tried = Tried before, ended { $date }: { $learnt ->
        [tasks] the tasks were other than those that the need states.
        [hours] the hours did not work out.
        [travel] the way there was too long or had no bus.
        [language] the work asked for more of a language than the need states.
        [supervision] the workplace could not supervise as agreed.
        [workplace] the workplace changed its plans.
        [other_way] another way opened.
       *[circumstances] it had to do with other things than the match.
    }

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
what-experience-month = a month of work as { $concept }
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
unknown-evidence = { $claim }: { evidence }, but better evidence is asked
unknown-run-out = was valid until { $date }: has it been renewed?
unknown-foreign = issued in { country-name }: is it valid in Sweden?
unknown-not-recognised = { $claim }, without a Swedish statement yet
unknown-seqf = { $claim }, but its level in SeQF is not known
unknown-field = { $claim }, but in another field or one that is not known
unknown-prerequisites = can be learnt, if the answer is yes to: { $what }
conflict = there is both a yes and a no: ask again
unmet-not-yet = valid only from { $date }
unmet-hours = can work { $from } to { $to } hours a week
unmet-start = can start only on { $date }
unmet-reach = cannot get there
unmet-shift = says no
unmet-no = says no
unmet-short = is not enough: { $claim }
unmet = no

claim-competence = { $concept }, { level }
claim-experience-month = { $concept }, a month
claim-experience = { $concept }, { $months } months
claim-experience-unknown = { $concept }
claim-language = level { $level }
claim-education = { isced }

change-answer = A yes to the question: { $what }
change-learn = { $what }: { $how }
change-learn-if = { $what }: { $how }, if the answer is yes to: { $open }
change-obtain = { $what }: the need names no way to learn it in time
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
    [am] Amharic
    [ps] Pashto
    [sw] Swahili
    [ro] Romanian
    [zh] Chinese
    [pt] Portuguese
   *[other] the language { $language }
}
country-name = { $country ->
    [SE] Sweden
    [NO] Norway
    [FI] Finland
    [SY] Syria
    [IQ] Iraq
    [AF] Afghanistan
    [ER] Eritrea
    [ET] Ethiopia
    [SO] Somalia
    [UA] Ukraine
    [IR] Iran
    [TR] Türkiye
    [PL] Poland
    [TH] Thailand
    [IN] India
    [CO] Colombia
    [CL] Chile
    [CD] the Democratic Republic of the Congo
    [NG] Nigeria
    [UZ] Uzbekistan
    [RU] Russia
    [GB] the United Kingdom
    [DE] Germany
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
    [mine-safety] mine safety training
    [assistant-nurse] proof of the protected title assistant nurse
    [asbestos] asbestos work training
    [brush-saw] brush saw licence
    [electrical-installer] electrical installer authorisation
    [esa] electrical safety training (ESA)
    [fall-protection] fall protection training
    [id06] ID06 card
    [overhead-crane] overhead crane training
    [public-order-guard] public order guard training
    [refrigeration] refrigeration certificate
    [road-work] road work training
    [safe-lifting] safe lifting training
    [scaffolding] scaffolding training
    [security-guard] security guard training
    [taxi] taxi driver licence
    [ykb] professional driving certificate
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

nobody = Nobody: of { $count } participants, none meets the requirements and wants the place.
plan-tight = does not fit the training days
demo-title = The example town
demo-report = The whole picture, with tables and charts: { $file }
demo-town = A made-up town: { $employers } employers, { $needs } needs, { $participants } participants and { $modules } training modules. No real persons.
seats = seats: { $seats }
more = … and { $count } more

## The plan of a round

strategy-name = { $strategy ->
    [greedy] the best pair first, again and again
    [expected] points, as often as they lead to employment
    [optimal] the highest total
    [most-placed] most people first, then the highest total
    [stable-for-needs] stable by both sides' wishes, best for the needs
    [fair-places] as many places, as evenly over the groups, as can be
    [stable] stable by both sides' wishes
    [fair] fair to the groups
    [first-come] first come, first served
   *[random] at random
}
round-title = The plan of the round
round-proposal = A proposal: people decide. Choice: { strategy-name }.
round-counts = { $placed } of { $participants } people have a place, on { $placed } of { $seats } seats. { $total } points together.
round-proven = { $aim ->
    [most-placed] Proven: no plan places more people, and none that places as many has more points.
   *[optimal] Proven: no plan has more points.
}
round-proven-given = { $aim ->
    [most-placed] Proven: no plan that keeps to the decisions places more people, and none that places as many has more points.
   *[optimal] Proven: no plan that keeps to the decisions has more points.
}
round-bound = Not proven: the best plan has at most { $gap } points more.
round-unproven = Nothing is proven of how good the plan is.
round-wish = wish { $place }
round-after = { $points } after training
round-decided = Decided by people: { $reason }
round-first = Comes first
round-placed = Who goes where
round-left = Left over
round-kept-out = Decided by people: { $reason }
round-no-pair = No need is possible. Ask first: { $clarify }. Requirements missing: { $missing }. Not wanted: { $refused }.
round-outcompeted = { $need } goes to { $holders }.
round-not-reached = { $need } has a free seat, but a limit, a decision or the way of choosing keeps it.
round-short = { $points } points more there would have given a place.
round-why-placed = The plan gives this place.
round-why-not-possible = The pair is not possible in this round. What would make it “ready now”:
round-why-no-score = No number of points would change it: every seat is decided on, a limit is reached, or somebody else would lose their only place.
round-why-unproven = The plan is not proven, so what would change it is not known.
round-why-moves = Then also: { $moves }.
round-empty = Seats that stay empty
round-seats = { $seats } of { $all }
round-nobody = Nobody is possible. Ask first: { $clarify }. Requirements missing: { $missing }. Do not want it: { $refused }.
round-trainable = Ready after training, which this round leaves out: { $count }.
round-elsewhere = Those who are possible go elsewhere: { $people }.
round-withheld = Possible and left over: { $people }. A limit, a decision or the way of choosing keeps them away.
round-decisions = Decided by people
round-pin = { $participant } goes to { $need }
round-bar = { $participant } does not go to { $need }
round-keep_out = { $participant } has no place in the plan
round-cost = { $price ->
    [some] Costs { $points } points alone.
    [gain] Gains { $points } points alone: the pair would not have been possible.
   *[none] Costs nothing alone.
}
round-cost-about = The prices are not exact, because limits cross each other.
round-cost-together = { $price ->
    [some] Together the decisions cost { $points } points: { $with } instead of { $without }.
    [gain] Together the decisions gain { $points } points: { $with } instead of { $without }.
   *[none] Together the decisions cost nothing.
}

## The report of a matching

report-kind = Matching report
report-skip = Skip to the content
report-contents = Contents
report-lead = Employers' needs, broken down into tasks and requirements, and the people who fit: now, after training, or after a question. Every answer has its reasons. The report is a basis for decisions; people decide.
report-day = The answers hold on
report-needs = Needs
report-seats = Seats
report-participants = Participants
report-edition = Taxonomy

report-tier-ready = Ready now
report-tier-trainable = After training
report-tier-to_clarify = Ask first
report-tier-not_eligible = Not eligible
report-refused = Does not want the job
report-mark-met = met
report-mark-learnable = can be learnt
report-mark-unknown = to ask about
report-mark-unmet = missing

report-legend = How to read this page
report-about-ready = Every must is met.
report-about-trainable = What is missing can be learnt in time, at the workplace or in a course.
report-about-to_clarify = No must is missing, but something is not known. Ask.
report-about-not_eligible = At least one must is missing and cannot be learnt in time.
report-legend-cells = In the tables, a sign shows the answer to each requirement:
report-legend-shade = The number beside it is the coverage in per cent, and the stronger the colour, the higher the coverage.

report-overview = Overview
report-figures = Needs by their best answer
report-figure-ready = needs have someone who is ready now
report-figure-trainable = needs have someone after training
report-figure-to_clarify = needs wait for answers to questions
report-figure-not_eligible = needs have nobody today
report-participants-best = The participants' best answer to any need
report-needs-by-tier = Every need and all participants
report-overview-about = The number of participants in each tier, for each need. Every row counts all participants.
report-need = Need
report-seats-one = 1 seat
report-seats-many = { $seats } seats
report-from = from { $date }

report-tasks = Tasks
report-share = { $percent } of the time
report-requirements = Requirements
report-requirements-about = The requirements, numbered as in the table of people.
report-number = No.
report-what = Requirement
report-strength = Strength
report-reason = Reason
report-learnt = Can be learnt
report-people = People
report-matrix = People by rank, with the answer to each requirement.
report-short-list = The first of the list. The numbers at the end are those of the requirements.
report-rank = Rank
report-person = Participant
report-tier = Tier
report-points = Points
report-verdicts = Requirements
report-after = after: { $points }
report-short-must = must
report-short-should = weight { $weight }
report-listed = The first { $shown } of the list, and the first of each tier after that. All { $all } participants have been compared.
report-nobody = Nobody in the list.
report-reasons = The reasons, for the first of each tier
report-reasons-about = What is met, what can be learnt, what has to be asked, and what would change the answer.

report-network = Who fits where
report-network-about = { $shown } of { $all } needs and the first { $each } of each need's list. Solid line: ready now. Dashed: after training. Dotted: ask first. The wider the line, the more points.
report-network-table = The same as a table

report-others = Other needs
report-others-about = Open a need to see its requirements and list.

report-method = How an answer is made
report-method-tier = The tier follows from the musts. The worst answer to any of them decides.
report-method-points = Points, 0 to 100,000, weigh all requirements together: how strong the requirement is, times how much of the time the task takes, times how well it is covered.
report-method-coverage = Coverage is highest when the person can do just what is asked, at the level that is asked, and it has been tested. What is like it counts less. What law or safety asks cannot be covered by something like it.
report-method-unknown = What nobody has asked about gives no points and never counts as a no. It becomes a question to ask.
report-method-after = “After” shows the points when everything that can be learnt has been learnt.
report-method-refusal = Those who have said no to a kind of job do not stand in its list.
report-method-human = Sex, age, origin, religion, disability and the other grounds of discrimination law are not among what is compared. A person decides.

report-privacy = This page shows no personal data but the participants' ids. It fetches nothing and runs no programs.
report-attribution = This service uses the ESCO classification of the European Commission.
report-made-with = Taxonomy: { $edition }, checksum { $checksum }.

export-title = What is known about { $id }, { $day }
export-lead = Everything that is kept about you, why it is there, and who has looked at it. If something is wrong, you have the right to have it corrected. You can object to how it is used.
export-nothing = Nothing.
export-yes = yes
export-no = no
export-person = Who you are
export-about-person = Your name, your identity numbers and how to reach you.
export-accounts = What you log in with
export-about-accounts = Your accounts: what you log in as, and when you have been logged in. What you prove it by is not shown to anybody.
export-case = Your case
export-about-case = What is true now: who works with you, what you have agreed to, what is planned, and what was told to others.
export-documents = Texts and records
export-about-documents = Your profiles, notes from talks, and your network. Those that are no longer in use are here as well.
export-special = Sensitive answers
export-about-special = What you have said about your health and the like. You did not have to answer.
export-statistics = Statistics
export-about-statistics = What is counted for those who pay. It is kept under a number that only your case leads to.
export-events = Everything that happened
export-about-events = Every entry about you, in the order in which they were written.
export-receipts = Suggestions and decisions
export-about-receipts = What answers about you were made from. Where others are named in them, the content is left out.
export-accesses = Who has looked
export-about-accesses = Everybody who looked at something about you, and those who were refused.

# The name of a field, as data has it; { $shown } is it without underscores.
export-field = { $shown }
