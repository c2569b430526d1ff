//! Reports: numbers from the cases, and who is behind them for those entitled.

mod audit;
mod cohort;
mod enquiries;
mod freeze;
mod indicators;
mod model;
mod monthly;
mod outcomes;
mod project;
mod sources;
mod supply;

pub use audit::{
    AdoptedProgramme, AuditDisclosures, AuditImpact, AuditOverrides, AuditReceipts, AuditRefusals,
    DisclosedTo, DisclosuresAudited, ImpactAudited, Installation, MeritsOf, MeritsTold,
    OverriddenCounts, OverridesAudited, RankBand, ReceiptAudited, RecipientKind, RefusalCount,
    RefusalsAudited, Replays, StateMerits, audit_disclosures, audit_impact, audit_overrides,
    audit_receipts, audit_refusals, installation, preview_merits, state_merits,
};
pub use enquiries::{
    AnswerEnquiry, AskAfter, EnquiryPeople, EnquirySeen, ListEnquiries, ShowEnquiry,
    answer_enquiry, ask_after, list_enquiries, show_enquiry,
};
pub(in crate::office) use freeze::check_frozen;
pub use indicators::{
    Hidden, IncompleteShown, IndicatorShown, IndicatorsShown, NotProved, ProofShown, Proved,
    ReadIndicators, read_indicators,
};
pub use sources::{BeginSupport, FollowWork, NoteFact, begin_support, follow_work, note_fact};
pub use supply::{PublishSupply, ReadSupply, SupplyShown, publish_supply, read_supply};

pub use freeze::{
    CorrectionShown, FreezeReport, FrozenLine, FrozenNow, FrozenShown, PeriodCorrections,
    ReadCorrections, ReadFrozen, freeze_report, read_corrections, read_frozen,
};
pub use model::{
    CheckModel, CoefficientShown, ForeseePair, Kinds, LearntFrom, LearntModel, LeftOut,
    ModelChecked, ModelFileError, ModelShown, OtherEngine, PairForeseen, TrainModel, check_model,
    foresee_pair, train_model,
};
pub use monthly::{
    AdoptCodeForm, AgainShown, ChangeShown, MonthStanding, MonthlyIncomplete, MonthlyRow,
    MonthlySent, MonthlyShown, ReadMonthly, ReadSent, SendMonthly, SentLine, SeriesShown,
    adopt_code_form, read_monthly, read_sent, send_monthly,
};
pub use outcomes::{
    ActionTold, AskedShown, BasisTold, BordersShown, CostTold, CostsShown, DatedKind, DatedTold,
    DriftOf, DriftTold, EmployerBalance, FunnelShown, MeasureTold, MedianTold, OrientationShown,
    OutcomesShown, OwnTold, PairTold, PartTold, PersonTold, ReadBorders, ReadCosts, ReadFunnel,
    ReadOrientation, ReadOutcomes, RetainedTold, SensitivityTold, SickLeaveTold, StaffTold,
    StageTold, StepTold, TakenTold, TimesTold, UnionTold, WaitTold, WhoTold, WhyTold, read_borders,
    read_costs, read_funnel, read_orientation, read_outcomes,
};
pub use project::{ProjectShown, RecordProject, ShowProject, record_project, show_project};
