//! How commands and answers are declared.

/// Declares commands: plain records that read from files and requests, refuse
/// fields that they do not know, and have no `Debug`, since names and notes
/// stand in them.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $type:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$of])* pub $field: $type,)*
        }
    )+};
}

pub(super) use commands;
