## Reports: model.

model-title = Modell för hur troligt det är att en praktikplats leder till anställning
model-check-title = Modellen prövad mot senare prövoperioder
model-operation = Insats
model-operation-all = alla
model-until = Till och med
model-after = Prövoperioder som föreslogs efter
model-job-days = Dagar efter prövoperioden inom vilka en anställning ska ha börjat
model-trials = Prövoperioder
model-employed = Ledde till anställning
model-base-rate = Andel av alla, dragen mot hälften
model-hash = Filens kontrollsumma
model-what = Vad det är
model-what-text = Lärd av tidigare prövoperioder: vad som var känt om behovet och profilen när paret föreslogs, och om en anställning började inom de dagar som räknas. Att det beslutades att gå vidare räcker inte. Den ger en sannolikhet för ett par, och en människa beslutar.
model-what-not = Den tar inte emot någon diskrimineringsgrund: kön, ålder, ursprung, hälsa och namn finns inte i den. Det den tar emot kan ändå stå i stället för en: språk för ursprung, arbetstid för hälsa eller omsorg om barn, och vägen till arbetet för var människor av ett visst ursprung bor. Den kan därför behandla grupper olika utan att veta om det, så pröva dess listor mot grupperna innan du går efter den.
model-basis-coefficients = Sannolikheterna vilar på koefficienterna.
model-basis-base = Den skiljer inte ett par från ett annat, utan ger alla samma andel: { $why ->
    [few_trials] det fanns för få prövoperioder.
    [one_sided] för få slutade på det ena av de två sätten.
    [all_alike] alla prövoperioder såg likadana ut.
   *[nothing_learnt] på prövoperioder som den inte var anpassad till var det den sade inget värt.
}
model-coefficients = Koefficienter
model-coefficients-text = Var och en i sin standardavvikelse över prövoperioderna. Koefficienter kostar { $penalty } för halva kvadraten och dras därför mot 0. De säger vad som följs åt, inte vad som orsakar vad.
model-intercept = Det genomsnittliga paret
model-what-of = Vad
model-mean = Medelvärde
model-deviation = Standardavvikelse
model-coefficient = Koefficient
model-standard-error = Medelfel
model-odds-ratio = Oddskvot
model-held-out = Vad den är värd på prövoperioder som den inte var anpassad till
model-later = Vad den var värd på senare prövoperioder
model-worth-text = Varje mått bredvid det som den rena andelen får, sagd om alla.
model-figure = Mått
model-of-model = Modellen
model-of-share = Den rena andelen
model-foreseen = Förutsett
model-came = Utfall
model-low = Minst
model-high = Högst
model-brier = Brierpoäng (0 är bäst)
model-log-loss = Logaritmisk förlust (0 är bäst)
model-skill = Andel av missen som är borta (1 är bäst)
model-auc = Hur ofta den som anställdes hade högre sannolikhet
model-calibration-error = Medelavstånd mellan förutsett och utfall
model-curve = Tillförlitlighetskurva
model-curve-text = Utfallet mot det som förutsågs, med intervall på 95 %. På diagonalen slår allt in som förutses.
model-stretch = Sannolikheter
model-diagonal = Allt slår in
model-check = Håller den?
model-check-none = Det finns inga senare prövoperioder med känt utfall.
model-check-drifted = Nej: så många fler eller färre anställdes än vad som förutsågs att slumpen ger det mindre än en gång på hundra. Modellen behöver läras om.
model-check-holds = Inget säger att den inte gör det: så många anställdes som slumpen medger.
model-shifts = Hur paren har flyttat sig
model-shift = Standardavvikelser
model-left-out = Prövoperioder som inte är med
model-left-out-none = Alla prövoperioder är med.
model-clause = Varför
model-clause-of = { $clause ->
    [erased] det som var känt är gallrat
    [objected] personen har invänt
    [undecided] prövoperioden pågår
    [too_soon] en anställning kan ännu börja
    [says_nothing] slutade av skäl som inte säger något om matchningen
    [broken_off] avbruten utan beslut
    [not_known] det som var känt då finns inte
   *[unreadable] går inte längre att läsa
}
model-feature = { $feature ->
    [points_met] poäng för det som är uppfyllt
    [points_learnable] poäng som utbildning skulle ge
    [points_unknown] sådant som ingen vet
    [trainable] redo efter utbildning
    [to_clarify] fråga först
    [not_eligible] något ska-krav är inte uppfyllt
    [musts_met] ska-krav som är uppfyllda
    [must_coverage] hur väl ska-kraven är uppfyllda
    [language_margin] marginal i språket
    [language_unknown] språknivån är inte känd
    [kilometres] väg till arbetet i kilometer
    [kilometres_unknown] vägen till arbetet är inte känd
    [hours_fit] timmar som passar båda
    [hours_unknown] timmarna är inte kända
    [wish] ett eget önskemål
    [evidence] hur väl det är styrkt
   *[earlier] hur tidigare prövoperioder av slaget gick
}
model-pair-chance = Ungefär { $chance } av sådana platser ledde till anställning; nio gånger av tio ligger det rätta mellan { $low } och { $high }.
model-pair-up = Talar för: { $feature }.
model-pair-down = Talar emot: { $feature }.
model-pair-decides = Detta är en räkning av vad som hänt förut. Den säger inget om vad just den här personen kan, och en människa beslutar.
