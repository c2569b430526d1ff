//! Use cases about participants: their registers, their case, who works on it.

mod close;
mod consent;
mod enrol;
mod holder;
mod network;
mod note;
mod objection;
pub(in crate::office) mod person;
mod profile;
mod register;
mod show;
pub(in crate::office) mod special;
mod tasks;
mod timeline;
mod wish;

pub use close::{CloseCase, ReopenCase, close_case, reopen_case};
pub use consent::{GiveConsent, WithdrawConsent, consent, withdraw_consent};
pub use enrol::{Answers, Enrol, Leave, ObserveStatus, enrol, leave, observe_status};
pub use holder::{
    AnswerShare, Assign, HandOverCase, HandedOver, ShareCase, UnshareCase, answer_share, assign,
    hand_over, share, unshare,
};
pub use network::{
    AddConnection, ConnectionRecord, ConnectionSeen, ReadNetwork, RemoveConnection, add_connection,
    read_network, remove_connection,
};
pub use note::{Note, NoteSeen, ReadNotes, note, read_notes};
pub use objection::{
    Object, SettleObjection, WithdrawObjection, object, settle_objection, withdraw_objection,
};
pub use person::{
    ChangeContacts, ChangeName, ChangeNumber, Identity, SetProtection, ShowPerson, change_contacts,
    change_name, change_number, set_protection, show_person,
};
pub use profile::{
    Interview, ProfileSeen, ReadProfile, RecordProfile, interview, read_profile, record_profile,
};
pub use register::{Register, Registered, Twins, register};
pub use show::{CaseLine, CasePage, ListCases, ShowCase, list_cases, show_case};
pub use special::{ReadSpecial, RecordSpecial, read_special, record_special};
pub use tasks::{
    DropTask, FinishTask, PlanMilestone, SetTask, drop_task, finish_task, plan_milestone, set_task,
};
pub use timeline::{DueTask, Happened, ReadTimeline, Timeline, timeline};
pub use wish::{RecordWish, record_wish};
