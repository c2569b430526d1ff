## Reports: model.

model-title = Model of how likely a placement leads to employment
model-check-title = The model held against later trials
model-operation = Operation
model-operation-all = all
model-until = Up to and including
model-after = Trials proposed after
model-job-days = Days after a trial within which employment must begin
model-trials = Trials
model-employed = Led to employment
model-base-rate = Share of all, drawn towards one half
model-hash = Checksum of the file
model-what = What it is
model-what-text = Learnt from past trials: what was known of the need and the profile when a pair was proposed, and whether employment began within the days that count. That it was decided to go on is not enough. It gives a probability for a pair, and a person decides.
model-what-not = It takes no ground of discrimination law: sex, age, origin, health and name are nowhere in it. What it takes may still stand in for one: languages for origin, hours for health or care of children, and the way to work for where people of some origin live. It may therefore treat groups differently without knowing of them, so hold its lists against the groups before you go by it.
model-basis-coefficients = Its chances rest on the coefficients.
model-basis-base = It knows no pair from another, and gives each the share of all: { $why ->
    [few_trials] there were too few trials.
    [one_sided] too few trials ended one of the two ways.
    [all_alike] all trials looked the same.
   *[nothing_learnt] on trials that it was not fitted to, what it said was worth nothing.
}
model-coefficients = Coefficients
model-coefficients-text = Each on the scale of its standard deviation over the trials. Coefficients cost { $penalty } for half their square, so that they are drawn towards 0. They say what goes together, and not what causes what.
model-intercept = The mean pair
model-what-of = What
model-mean = Mean
model-deviation = Standard deviation
model-coefficient = Coefficient
model-standard-error = Standard error
model-odds-ratio = Odds ratio
model-held-out = What it is worth on trials that it was not fitted to
model-later = What it was worth on later trials
model-worth-text = Each figure beside that of the plain share, said of every trial.
model-figure = Figure
model-of-model = The model
model-of-share = The plain share
model-foreseen = Foreseen
model-came = Came
model-low = At least
model-high = At most
model-brier = Brier score (0 is best)
model-log-loss = Log loss (0 is best)
model-skill = Share of the miss that is gone (1 is best)
model-auc = How often the employed had the higher chance
model-calibration-error = Mean distance between foreseen and came
model-curve = Reliability curve
model-curve-text = What came against what was foreseen, with intervals of 95 %. On the diagonal all that is foreseen comes true.
model-stretch = Chances
model-diagonal = All comes true
model-check = Does it hold?
model-check-none = There are no later trials whose outcome is known.
model-check-drifted = No: so many more or fewer were employed than was foreseen that chance gives it less than once in a hundred times. The model is to be learnt again.
model-check-holds = Nothing says that it does not: as many were employed as chance allows for.
model-shifts = How the pairs have moved
model-shift = Standard deviations
model-left-out = Trials that were left out
model-left-out-none = No trial was left out.
model-clause = Why
model-clause-of = { $clause ->
    [erased] what was known is erased
    [objected] the person objects
    [undecided] the trial goes on
    [too_soon] employment may still begin
    [says_nothing] it ended for what says nothing of the match
    [broken_off] broken off without a decision
    [not_known] what was known then cannot be found
   *[unreadable] cannot be read any more
}
model-feature = { $feature ->
    [points_met] points for what is met
    [points_learnable] points that training would add
    [points_unknown] what nobody knows of
    [trainable] ready after training
    [to_clarify] to be asked first
    [not_eligible] some must is not met
    [musts_met] musts that are met
    [must_coverage] how well the musts are met
    [language_margin] margin in the language
    [language_unknown] the level of the language is not known
    [kilometres] way to work in kilometres
    [kilometres_unknown] the way to work is not known
    [hours_fit] hours that suit both
    [hours_unknown] hours are not known
    [wish] a wish of their own
    [evidence] how well it is proven
   *[earlier] how earlier trials of the kind went
}
model-pair-chance = About { $chance } of such placements led to employment; nine times in ten the truth lies between { $low } and { $high }.
model-pair-up = Speaks for it: { $feature }.
model-pair-down = Speaks against it: { $feature }.
model-pair-decides = This is a count of what happened before. It says nothing of what this person can, and a person decides.
