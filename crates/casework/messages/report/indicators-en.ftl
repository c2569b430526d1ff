## Reports: indicators.

indicators-title = Indicators
indicators-set = Set
indicators-operation = Operation
indicators-until = Up to and including
indicators-all = All indicators
indicators-chart = Number by indicator
indicators-chart-description = A bar for each indicator that can be counted. The numbers stand in the table beside it.
indicators-code = Code
indicators-name = Indicator
indicators-number = Number
indicators-note = Note
indicators-unverified = The definition was not read in its source
indicators-no-source =
    { $word ->
        [special_categories] Not asked for in this report
        [qualifications] Nobody notes qualifications
        [improvements] Nobody notes how work changed
        [age_in_years] Nobody notes the age in years
        [measures] Nobody notes what participants got
        [language_levels] Nobody notes language levels
        [feedback] Nobody asks what participants think
        [recognition_applications] Nobody notes applications for recognition
        [residence_applications] Nobody notes applications for long-term residence
        [entities] Nobody notes which organisations are supported
        [joint_actions] Nobody notes joint actions
        [certificates] Nobody notes certificates
        [project_end] The project's last day is not given
        [works] Nobody notes joint works
       *[other] There is no source
    }
indicators-parts = In parts
indicators-by =
    { $word ->
        [gender] By gender
        [age] By age
        [age_of_three] By age in three groups
       *[education] By education
    }
indicators-group =
    { $word ->
        [unknown] Not asked
        [declined] Does not say
        [woman] Women
        [man] Men
        [non_binary] Non-binary
        [below18] Below 18
        [from18_to29] 18–29
        [from30_to54] 30–54
        [from55_to60] 55–60
        [from18_to60] 18–60
        [from61] 61 and above
        [up_to_lower_secondary] ISCED 0–2
        [upper_secondary] ISCED 3–4
        [tertiary] ISCED 5–8
       *[other] Others
    }
indicators-proofs = Who is behind them
indicators-hidden = And { $count } more whom you may not know of.
indicators-who = Who
indicators-counts = Counts
indicators-day = Day
indicators-why = Why not
indicators-yes = yes
indicators-no = no
indicators-clause =
    { $word ->
        [not_entered] Had not entered by the day
        [incomplete] Something that everybody must answer is missing
        [not_targeted] Is a citizen of the Union, and the operation is for others
        [target_unknown] The citizenship is not known
        [target_declined] Does not say the citizenship
        [other_status_at_entry] Had another status at entry
        [not_long_term] Was not out of work for so long
        [age_too_coarse] The age is not noted exactly enough
        [other_age] Is of another age
        [age_unknown] The age is not known
        [other_education] Has another education
        [education_unknown] The education is not known
        [answer_no] The answer is no
        [not_asked] Nobody asked
        [declined] Does not say
        [not_left] Has not left
        [not_yet_due] Has left, and the time in which it counts is not over
        [status_unknown] The time is over, and nobody knows the status
        [project_job] The only work is for the project itself
        [other_status] Had another status in that time
        [no_qualification] No qualification is known
        [qualified_before] Had the qualification before
        [qualified_late] Got the qualification after the time in which it counts
        [pay_only] More pay alone does not count
        [not_improved] The work is as before
        [improvement_unknown] Nobody knows whether anything became better
        [no_measure] Did not get this
        [level_unknown] The level before or after is not known
        [level_not_raised] The level did not rise so much
        [not_applied] Has not applied
        [applied_before] Applied before
        [after_day] Is of a later day than the report
        [one_country] Was not held by organisations of two countries
        [other_kind] Is of another kind
        [absent] Was not there
        [counted_already] Counts once, in another row
        [not_completed] Has no certificate
        [before_end] Was held before the project ended
        [too_late] Is after the time in which it counts
        [not_finished] Is not finished
        [no_effect] Has not taken effect
        [too_large] The enterprise is large
        [size_unknown] The size of the enterprise is not known
       *[other] Another reason
    }
indicators-checked = Checks
indicators-incomplete = Not counted until something is filled in
indicators-missing = Missing
indicators-variable =
    { $word ->
        [labour] status on the labour market
        [age] age
        [education] education
        [gender] gender
       *[third_country] citizenship
    }
indicators-incomplete-hidden = And { $count } more of whom something is missing and whom you may not know of.
indicators-unread = Of { $count } you may not read what nobody has to answer.
indicators-agree = The numbers agree with each other.
indicators-do-not-agree = The numbers do not agree with each other:
indicators-protected = Small numbers, parts and checks are only for those who may know who the participants are.
