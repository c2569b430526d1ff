//! Which command is run how, to see whom it tells of.

/// What each command is run with that shows something. `{who}` is a
/// participant, `{place}` their placement, `{receipt}` one that all are in,
/// `{name}` and `{number}` somebody with the same name or number, `{out}` a
/// folder.
pub(super) const SHOWS: &[(&str, &[&str])] = &[
    ("db status", &[""]),
    ("db verify", &[""]),
    ("db export", &["--out {out}"]),
    ("db erase due", &[""]),
    ("employer list", &[""]),
    ("employer show", &["E1"]),
    (
        "journey show",
        &[
            "{who}",
            "placement:{place}",
            "need:N1",
            "employer:E1",
            "visit:V1",
            "session:S1",
            "system:etablera",
        ],
    ),
    ("log show", &["", "--subject participant:{who}", "--subject placement:{place}"]),
    ("log access", &["", "--subject participant:{who}"]),
    ("need list", &[""]),
    (
        "need match",
        &[
            "--top 50",
            "N1 --all",
            "--participant {who} --top 50",
            "--for participants --top 50 --as-of 40",
        ],
    ),
    ("need overrides", &[""]),
    ("need preview", &["{place}"]),
    ("need show", &["N1"]),
    ("participant disclosures", &["{who}"]),
    ("participant export", &["{who}", "{who} --html {out}/page.html"]),
    ("participant identity", &["{who}"]),
    ("participant list", &["", "-s names:=true", "-s closed:=true", "-s holder=anna"]),
    ("participant network", &["{who}"]),
    ("participant notes", &["participant:{who}", "placement:{place}"]),
    ("participant profile", &["{who}"]),
    ("participant register", &["--file {name}", "--file {number}"]),
    ("participant show", &["{who}"]),
    ("participant special", &["{who} -s purpose=audit"]),
    ("policy check", &["matcher read_profile participant:{who}"]),
    ("replay", &["{receipt}"]),
    ("training show", &["S1"]),
    ("visit show", &["V1"]),
];

/// Commands that write: what they are run with by those who may not. They tell
/// of the hidden twin nothing else than of nobody. `{day}` is one that has come.
pub(super) const WRITES: &[(&str, &str)] = &[
    ("db erase prepare", "D1 -s subject=participant:{who}"),
    ("journey correct", "{event} -s what:={\"noted\":{\"note\":\"{nothing}\"}}"),
    (
        "journey record",
        "-s stream=participant:{who} -s what:={\"cohort_joined\":{\"cohort\":\"c1\"}}",
    ),
    ("journey retract", "{event} -s reason=mistake"),
    ("need accept", "{place} -s by=staff"),
    ("need contact", "{place} -s party=participant"),
    ("need decline", "{place} -s by=staff -s reason=no"),
    ("need disclose", "{place} -s purpose=trial -s test.ground=osl -s test.consented:=true"),
    ("need lift", "-s participant={who} -s need=N1 -s reason=no"),
    ("need override", "-s participant={who} -s need=N1 -s choice=bar -s reason=no -s note=x"),
    ("need propose", "N1 -s receipt={receipt} -s participant={who} -s rank:=1"),
    ("participant assign", "{who} -s to=bo"),
    ("participant close", "{who} -s reason=x-y"),
    ("participant connect", "{who} -s kind=strength -s connection.text=x"),
    ("participant consent", "{who} -s to=network"),
    ("participant contacts", "{who} -s contacts.email=x@example.org"),
    ("participant disconnect", "{who} -s connection={nothing}"),
    ("participant done", "{who} -s task=T1"),
    ("participant drop", "{who} -s task=T1 -s reason=no"),
    (
        "participant enrol",
        "{who} -s operation=op -s answers:={\"age\":\"declined\",\"gender\":\"declined\",\
         \"education\":\"declined\",\"labour\":\"declined\",\"third_country\":\"declined\",\
         \"foreign_background\":\"declined\",\"homeless\":\"declined\",\"rural\":\"declined\"}",
    ),
    ("participant hand-over", "{who} -s to=bo"),
    ("participant interview", "{who} -s note=x"),
    ("participant leave", "{who} -s operation=op -s reason=no"),
    ("participant milestone", "{who} -s milestone=prep_session"),
    ("participant name", "{who} -s given=a -s family=b"),
    ("participant note", "participant:{who} -s text=x"),
    (
        "participant number",
        "{who} -s number:={\"number\":\"198112289874\",\"status\":\"confirmed\",\
         \"since\":\"2020-01-01\"}",
    ),
    ("participant protect", "{who} -s protection=none"),
    ("participant record-profile", "{who} -s profile.id={who} -s source=interview"),
    (
        "participant record-special",
        "-s special.participant={who} -s special.asked_on=2026-11-01 -s purpose=subsidy",
    ),
    ("participant reopen", "{who}"),
    ("participant share", "{who} -s with=af -s purpose=plan"),
    ("participant status", "{who} -s status=unemployed"),
    ("participant task", "{who} -s task=T2 -s what=call -s due:={\"on\":{\"day\":\"2026-12-24\"}}"),
    ("participant unshare", "{who} -s with=af"),
    ("participant withdraw", "{who} -s to=network"),
    ("training attend", "S1 -s present:=[\"{who}\"]"),
];

/// What leads and administrators may do about somebody whose id they have been
/// told, although they read nothing of the case.
pub(super) const AROUND: &[(&str, &str)] = &[
    ("db erase prepare", "pia/project_leader"),
    ("db erase prepare", "root/administrator"),
    ("participant assign", "pia/project_leader"),
    ("participant identity", "pia/project_leader"),
    ("participant identity", "root/administrator"),
    ("participant protect", "root/administrator"),
];

const FILES: &str = "it reads files, and no store";
pub(super) const EXEMPT: &[(&str, &str)] = &[
    ("demo", FILES),
    ("match", FILES),
    ("explain", FILES),
    ("plan", FILES),
    ("assign verify", FILES),
    ("schema", FILES),
    ("generate", FILES),
    ("experiment", FILES),
    ("import jobads", FILES),
    ("import participants", FILES),
    ("import needs", FILES),
    ("taxonomy import", FILES),
    ("taxonomy show", FILES),
    ("completions", FILES),
    ("man", FILES),
    ("policy show", FILES),
    ("policy validate", FILES),
    ("policy test", FILES),
    ("rules show", FILES),
    ("rules trace", FILES),
    ("db init", "there is nobody yet"),
    ("db backup", "a copy of everything, sealed"),
    ("db restore", "a copy of everything, sealed"),
    ("db import", "the caller has the files"),
    ("db rebuild", "prints no records"),
    ("db rotate-keys", "prints counts"),
    ("db erase approve", "of a decision, whose certificate counts rows"),
    ("db erase carry-out", "of a decision, whose certificate counts rows"),
    ("system stop", "about nobody"),
    ("system resume", "about nobody"),
    ("employer add", "about an employer"),
    ("employer contact", "about an employer"),
    ("employer agreement make", "about an employer"),
    ("employer agreement answer", "about an employer"),
    ("employer agreement service", "about an employer"),
    ("employer agreement close", "about an employer"),
    ("employer agreement show", "about an employer"),
    ("training plan", "about nobody"),
    ("training cancel", "about nobody"),
    ("visit add", "about an employer"),
    ("need add", "about an employer"),
    ("need change", "about an employer"),
    ("need confirm", "about an employer"),
    ("need close", "about an employer"),
    ("need reopen", "about an employer"),
];

/// Who looks: none of them holds the cases.
pub(super) const CALLERS: &[&str] = &[
    "bo/matcher",
    "ida/coach",
    "eva/pedagogue",
    "pia/project_leader",
    "rut/auditor",
    "root/administrator",
    "af/partner_agency --organisation af",
    "emp/employer --is employer:E1",
];
