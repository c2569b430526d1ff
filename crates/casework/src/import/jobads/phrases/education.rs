//! Education: a level of ISCED 2011 and, where the words say it, a field of
//! ISCED-F 2013.

/// What ads call an education: level, and field or nothing.
pub(in super::super) const EDUCATIONS: &[(&str, (&str, &str))] = &[
    ("grundskola / grundskoleutbildning / grundskoleexamen", ("2", "")),
    ("gymnasieexamen / gymnasieutbildning / gymnasiekompetens / gymnasial utbildning", ("3", "")),
    ("gymnasieskola / fullständig gymnas* / gymnasienivå / fullgjord* gymnas*", ("3", "")),
    ("undersköterskeutbildning / utbildad* undersköterska / undersköterskeexamen", ("3", "091")),
    ("vård och omsorgsutbildning / vårdutbildning / vård och omsorgsprogrammet", ("3", "09")),
    ("barnskötarutbildning / utbildad* barnskötare / barn och fritidsprogrammet", ("3", "0922")),
    ("kockutbildning / utbildad* kock / restaurangutbildning", ("3", "1013")),
    ("fordonsutbildning / fordonsteknisk utbildning", ("3", "0716")),
    ("elutbildning / utbildad* elektriker / el och energiprogrammet", ("3", "0713")),
    ("byggutbildning / bygg och anläggningsprogrammet", ("3", "0732")),
    ("teknisk utbildning / teknisk gymnasieutbildning", ("3", "07")),
    ("eftergymnasial utbildning / eftergymnasiala studier", ("4", "")),
    ("yrkeshögskola / yrkeshögskoleutbildning / yh utbildning / yh examen", ("5", "")),
    ("yrkeslärarexamen / examen som yrkeslärare / yrkeslärarutbildning", ("5", "0114")),
    ("högskoleutbildning / högskoleexamen / högskolenivå / universitetsutbildning", ("6", "")),
    ("akademisk* examen / akademisk* utbildning / universitetsexamen", ("6", "")),
    ("kandidatexamen / bachelor / universitets högskoleutbildning / university degree", ("6", "")),
    ("högskoleingenjör* / högskoleingenjörsexamen", ("6", "07")),
    ("ekonomisk utbildning på högskolenivå / ekonomexamen / civilekonom*", ("6", "04")),
    (
        "socionomexamen / utbildad* socionom / socionomutbildning / socionomprogrammet",
        ("6", "0923"),
    ),
    ("utbildad* socialpedagog", ("5", "0923")),
    ("förskollärarexamen / förskollärarutbildning / utbildad* förskollärare", ("6", "0112")),
    ("lärarexamen / lärarutbildning / utbildad* lärare", ("6", "011")),
    ("sjuksköterskeexamen / sjuksköterskeutbildning / utbildad* sjuksköterska", ("6", "0913")),
    ("civilingenjör* / civilingenjörsexamen", ("7", "07")),
    ("masterexamen / magisterexamen / master s? degree", ("7", "")),
    ("juristexamen / jur kand / juristutbildning", ("7", "0421")),
    ("doktorsexamen / disputerad* / phd", ("8", "")),
];

/// A field named after the education, as in *examen inom kemi*.
pub(in super::super) const FIELDS: &[(&str, &str)] = &[
    ("ekonomi / företagsekonomi / redovisning", "04"),
    ("juridik", "0421"),
    ("kemi", "0531"),
    ("data* / it / systemvetenskap", "06"),
    ("teknik / maskinteknik / elektroteknik", "07"),
    ("bygg / samhällsbyggnad", "073"),
    ("vård / omvårdnad / medicin", "091"),
    ("socialt arbete", "0923"),
    ("pedagogik", "0111"),
];

/// The levels of education in structured fields (SUN), by how their names
/// begin, and ISCED 2011.
pub(in super::super) const SUN_LEVELS: &[(&str, &str)] = &[
    ("förgymnasial utbildning kortare", "1"),
    ("förgymnasial utbildning", "2"),
    ("gymnasial utbildning", "3"),
    ("eftergymnasial utbildning, kortare", "4"),
    ("eftergymnasial utbildning kortare", "4"),
    ("eftergymnasial utbildning", "5"),
    ("forskarutbildning", "8"),
];

/// The broad fields of education in structured fields (SUN), by how their
/// names begin, and ISCED-F 2013.
pub(in super::super) const SUN_FIELDS: &[(&str, &str)] = &[
    ("pedagogik", "01"),
    ("konst", "021"),
    ("humaniora", "022"),
    ("samhälls- och beteende", "031"),
    ("journalistik", "032"),
    ("företagsekonomi", "041"),
    ("juridik", "042"),
    ("biologi", "051"),
    ("fysik", "053"),
    ("matematik", "054"),
    ("data", "061"),
    ("teknik", "071"),
    ("material", "072"),
    ("samhällsbyggnad", "073"),
    ("lantbruk", "08"),
    ("djursjukvård", "084"),
    ("hälso- och sjukvård", "091"),
    ("socialt arbete", "092"),
    ("personliga tjänster", "101"),
    ("arbetsmiljö", "102"),
    ("säkerhet", "103"),
    ("transport", "104"),
];
