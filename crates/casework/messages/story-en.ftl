## The story of a programme

story-title = { $name }: a story with made-up people
story-source = Source: { $sources }
story-ways = The way through the programme
story-facts-from = Everything below is counted from the events of the story, or from what stands beside them. No real persons.

story-step-entered = entered
story-step-started = { $stage }
story-step-started-at = { $stage } ({ $placement })
story-step-extended = longer, until { $until }: { $reason }
story-step-ended = ended: { $reason }
story-step-paused = pause: { $reason }
story-step-resumed = back
story-step-offer = offer in { $country }
story-step-job = job in { $country }
story-step-home = got a home
story-step-home-for-a-time = got a home for a time
story-step-status = { $status }
story-step-left = left: { $reason }

story-table-needs = From visit to tasks
story-table-shared = Two organisations, one case
story-table-lessons = What ended stages taught the next matching
story-table-placements = Agreements on placements
story-table-split = 80 per cent work, 20 per cent training
story-table-training = The training day, hours
story-table-services = What the employer promised
story-table-homes = Homes for newcomers
story-table-outcome = In work or studies after two years
story-table-actions = Groups and trips
story-table-offers = Offers and jobs between the countries
story-table-regulated = One person, three countries: which tasks are open?
story-table-phases = How many are where
story-table-recognition = Education from abroad
story-table-tasks = Tasks with and without a licence
story-table-forecast = Need of staff, invented figures
story-table-items = The introduction, item by item
story-table-solid = A solid introduction
story-table-mentors = The time of mentors
story-table-plans = Plans for new competence
story-table-record = The public record of the project
story-table-quotes = The figures of the source and of the story

story-note-training = Cohort { $cohort }, { $members } participants on { $day }, { $held } training days held. The hours are those of the cohort together.
story-note-split = { $participant }, { $from } to { $until }: { $days } working days. Holidays took { $lost } training days.
story-note-repair = Proposed: { $replaced } working days become training days ({ $days }). The deviation is in days; minus means too little training.
story-note-homes = At most { $share } of vacant homes, in every period of { $months } months too. { $permanent } were given for good.
story-note-outcome = Received { $from } to { $to }, asked { $days } days later, { $window } days before or after. The denominator is those received without those who moved or died; whoever nobody reached counts as no. The last two rows show other denominators. So few people say nothing of others.
story-note-actions = Joint actions: { $times } participations of { $persons } persons. In the source several hundred took part; the story follows some of them.
story-note-regulated = { $profession }, by the rules on { $day }. Nobody has read earlier rules.
story-note-tasks = Whoever waits for an answer has not had a no: the task is a question, and not closed.
story-note-forecast = There is no such staff, and the age of retirement is assumed. Counted from { $base } at the pace of that year. Lacking: nine times in ten within the span, if the pace holds.
story-note-solid = Introductions that go on: { $going }. Left during it: { $left }. The share is shown from five.
story-note-mentors = Limit: { $limit } hours a week.
story-note-plans = As of { $day }: where the competence is used, with whom it is shared, when it is topped up.

story-column = { $code ->
    [action] activity
    [agreement] agreement
    [approved] approved
    [asked] parties
    [attended] attended
    [authority] authority
    [between] between
    [booked] booked
    [bridging] bridging
    [by] by
    [colleague] colleague
    [colleagues] colleagues
    [competence] competence
    [count] count
    [counted] the story
    [countries] countries
    [country] country
    [day] day
    [deviation] deviation
    [due] due
    [duty] to do
    [education-country] country
    [employed] persons
    [employer] employer
    [excused] excused
    [field] field
    [field-name] field
    [from] from
    [from-country] from
    [fullest-hours] hours then
    [fullest-week] fullest week
    [gap] lacking
    [gate] answer
    [given] given
    [given-homes] to newcomers
    [groups] groups
    [held] held
    [holder] who
    [hours] hours
    [item] item
    [jobs] jobs
    [learnt] learnt
    [left] left
    [left-phase] left
    [mapping] mapping
    [matching] matching
    [mentor] mentor
    [missed] missed
    [need] need
    [needed] needed
    [network] network
    [next-day] on
    [next-duty] to do
    [next-need] next need
    [occupation] occupation
    [offered] persons
    [offers] offers
    [on-paper] on paper
    [organisation] organisation
    [out-of] of
    [outcome] group
    [own] own
    [part] part
    [participant] participant
    [participations] participations
    [percent] share
    [persons] persons
    [placement] placement
    [plan] stands
    [post] post
    [posts] posts
    [promised] promised
    [quote] what
    [recognition] recognition
    [room] room
    [said] the source
    [service] service
    [share] share
    [shared] shared
    [signed] signed
    [since] since
    [solid] measure
    [staff] staff
    [stands] stands
    [taken] taken on
    [task] task
    [time] time
    [title] title
    [to-country] to
    [to-find] to find
    [too-full] weeks over
    [training] training
    [training-share] share
    [until] until
    [used] used
    [uses] places
    [vacant] vacant
    [value] value
    [waiting] waiting
    [why] why
    [window] period
    [work] work
    [year] year
   *[other] { $code }
}

story-reason = { $code ->
    [awaiting_recognition] awaits recognition
    [circumstances] circumstances
    [competence_in_use] competence in use
    [completed] the programme is over
    [hired] hired
    [hours_do_not_fit] the hours did not fit
    [introduced] introduced
    [items_open] items open
    [job] job
    [leave] leave
    [left_employer] left the employer
    [more_time] more time
    [moved_away] moved away
    [new_role] new role
    [no_offer] no offer
    [own_wish] own wish
    [profession_regulated] the profession is regulated
    [stays_home_side] stays in the home country
    [studies] studies
    [tasks_differ] the tasks were others
   *[other] { $code }
}

story-status = { $code ->
    [employed] in work
    [in_education] in studies
    [inactive] outside the labour force
    [long_term_unemployed] out of work for long
    [programme_employed] employed in the programme
    [unemployed] out of work
   *[other] status unknown
}

story-country = { $code ->
    [ER] Eritrea
    [FI] Finland
    [IQ] Iraq
    [NO] Norway
    [PH] the Philippines
    [SE] Sweden
    [SO] Somalia
    [SY] Syria
    [TR] Türkiye
    [UA] Ukraine
    [total] all
   *[other] { $code }
}

story-organisation = { $code ->
    [karlskoga] Karlskoga municipality
    [lulea] Luleå municipality
    [orebro] Örebro municipality
   *[other] { $code }
}

story-learnt = { $code ->
    [circumstances] nothing about the match
    [hours] the hours did not fit
    [language] more language is needed
    [supervision] supervision was lacking
    [tasks] the tasks were others
    [travel] too long a way
    [workplace] the workplace changed its plans
   *[other] another way
}

story-time = { $code ->
    [planned] as planned
    [repaired] with the proposal
   *[reported] reported
}

story-service = { $code ->
    [guest_lecture] guest lecture
    [mock_interview] mock interview
    [placement] placement
   *[study_visit] study visit
}

story-window = { $code ->
    [rolling] rolling
   *[since_count] since the count
}

story-outcome = { $code ->
    [received] received
    [in_work] in work
    [in_studies] in studies
    [neither] neither
    [not_found_out] nobody knows
    [excluded] moved or died
    [outcome] in work or studies
    [with_excluded] … of all received
   *[found_out_only] … of those reached
}

story-action = { $code ->
    [coaching_group] coaching group
    [matchmaking_trip] matchmaking trip
    [study_trip] study trip
   *[other] { $code }
}

story-task = { $code ->
    [give_medicine] give medicine
    [keep_company] keep company
    [under_the_title] work under the title
   *[other] { $code }
}

story-gate = { $code ->
    [open] open
    [ask] ask
   *[closed] closed
}

story-why = { $code ->
    [exempt] an exception holds
    [held] has the licence
    [no_licence_needed] needs none
    [not_held] has no licence
    [not_known] nobody knows yet
    [not_listed] not listed
    [not_regulated] not regulated
    [not_shown] has not shown it
    [not_verified] the rule is not read
    [perhaps_exempt] perhaps exempt
    [title_only] only the title is kept
   *[other] { $code }
}

story-profession = { $code ->
    [nurse] Nurse
   *[other] { $code }
}

story-field = { $code ->
    [f0112] preschool teacher
    [f0913] nurse
    [f0923] social work
   *[other] { $code }
}

story-recognition = { $code ->
    [applied] applied, waits
    [not_applied] not applied
   *[stated] statement given
}

story-item = { $code ->
    [late] late
    [no_more] left before
    [on_time] in time
    [open] open
   *[open_late] open, late
}

story-solid = { $code ->
    [complete] all items signed
    [items_on_time] items in time
   *[solid] all items, all in time
}

story-competence = { $code ->
    [documentation] records
    [interviews] interviews
    [mentoring] mentoring
   *[other] { $code }
}

story-plan = { $code ->
    [due] near
    [in_order] in order
    [lapsed] long unused
   *[late] late
}

story-duty = { $code ->
    [complete] complete the plan
    [refresh] top up
    [review] go through it
   *[use] use it
}

story-quote = { $code ->
    [coaching_groups] coaching groups
    [countries] countries
    [employment_months] months of employment
    [first_year] first year
    [housing_percent] homes for newcomers, per cent
    [intervention] type of intervention
    [jobs] jobs
    [last_year] last year
    [municipalities] municipalities
    [offers] offers from another country
    [outcome_percent] in work or studies, per cent
    [training_percent] training, per cent
    [trial_months] months of trial
    [trips] trips
    [union_rate] share of the EU, per cent
   *[other] { $code }
}

story-said = { $relation ->
    [over] over { $said }
    [at_most] at most { $said }
   *[equal] { $said }
}
