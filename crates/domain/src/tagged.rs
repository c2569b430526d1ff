//! Objects that say in one field of which kind they are, read in place.
//!
//! serde's own way is to read such an object into a buffer first, and an error
//! in it then names the object but no longer the field; and where the kind has
//! no fields, unknown ones pass. Here only what comes before the field that
//! says the kind is buffered, and files that we write begin with it.

use std::vec;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// Lets an enum whose derived form is `{"kind": {…}}` be read from
/// `{"tag": "kind", …}`.
pub(crate) struct Tagged<D> {
    /// The field that says the kind.
    pub(crate) tag: &'static str,
    /// What is read.
    pub(crate) inner: D,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tagged<D> {
    type Error = D::Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(Object { tag: self.tag, visitor })
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// Reads the object up to its tag.
struct Object<V> {
    tag: &'static str,
    visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Object<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "an object with the field `{}`", self.tag)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rest: A) -> Result<V::Value, A::Error> {
        let mut early = Vec::new();
        while let Some(key) = rest.next_key::<String>()? {
            if key == self.tag {
                let fields = Fields { tag: self.tag, early: early.into_iter(), value: None, rest };
                return self.visitor.visit_enum(fields);
            }
            early.push((key, rest.next_value()?));
        }
        Err(A::Error::missing_field(self.tag))
    }
}

/// The fields beside the tag: those before it, then those after it.
struct Fields<A> {
    tag: &'static str,
    early: vec::IntoIter<(String, Value)>,
    /// The early field whose value is due.
    value: Option<(String, Value)>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// The name of the next field.
    fn next_name(&mut self) -> Result<Option<String>, A::Error> {
        self.value = self.early.next();
        if let Some((name, _)) = &self.value {
            return Ok(Some(name.clone()));
        }
        match self.rest.next_key::<String>()? {
            Some(name) if name == self.tag => Err(A::Error::duplicate_field(self.tag)),
            name => Ok(name),
        }
    }
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for Fields<A> {
    type Error = A::Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        mut self,
        seed: S,
    ) -> Result<(S::Value, Self), A::Error> {
        Ok((self.rest.next_value_seed(seed)?, self))
    }
}

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for Fields<A> {
    type Error = A::Error;

    fn unit_variant(mut self) -> Result<(), A::Error> {
        match self.next_name()? {
            Some(name) => {
                let tag = self.tag;
                let message =
                    format_args!("unknown field `{name}`, expected none but `{tag}` here");
                Err(A::Error::custom(message))
            }
            None => Ok(()),
        }
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_map(self)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, A::Error> {
        Err(A::Error::custom("a kind has named fields or none"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, A::Error> {
        Err(A::Error::custom("a kind has named fields or none"))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let Some(name) = self.next_name()? else { return Ok(None) };
        let name: StrDeserializer<'_, A::Error> = name.as_str().into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        match self.value.take() {
            Some((name, value)) => seed
                .deserialize(value)
                .map_err(|error| A::Error::custom(format_args!("{name}: {error}"))),
            None => self.rest.next_value_seed(seed),
        }
    }
}
