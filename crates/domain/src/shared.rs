//! Parts of a state that later states share until one of them changes theirs.

use std::collections::BTreeMap;
use std::collections::btree_map::{Iter, Keys};
use std::iter::Map;
use std::ops::{Deref, DerefMut, Index};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part that is copied when it is first changed and not when the whole is: a fact changes little of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared<T>(Arc<T>);

impl<T> From<T> for Shared<T> {
    fn from(part: T) -> Self {
        Self(Arc::new(part))
    }
}

/// As the part by itself: who shares it is not written.
impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<'a, T> IntoIterator for &'a Shared<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Many parts of one kind by their ids. A state that changes one of them shares all others with the state before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<K, V>(Arc<BTreeMap<K, Arc<V>>>);

impl<K, V> Default for Parts<K, V> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Ord, V> Parts<K, V> {
    /// The part with this id.
    pub fn get(&self, id: &K) -> Option<&V> {
        self.0.get(id).map(Arc::as_ref)
    }

    /// Whether there is a part with this id.
    pub fn contains_key(&self, id: &K) -> bool {
        self.0.contains_key(id)
    }
}

impl<K, V> Parts<K, V> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids in their order.
    pub fn keys(&self) -> Keys<'_, K, Arc<V>> {
        self.0.keys()
    }

    /// The parts in the order of their ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.0.values().map(Arc::as_ref)
    }

    /// Ids and parts in the order of the ids.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }
}

impl<K: Ord + Clone, V: Clone> Parts<K, V> {
    /// The part with this id, to be changed; it is copied if somebody shares it.
    pub fn get_mut(&mut self, id: &K) -> Option<&mut V> {
        // Looking comes first: what is not there is not worth a copy of the rest.
        self.0.contains_key(id).then(|| Arc::make_mut(&mut self.0).get_mut(id).map(Arc::make_mut)).flatten()
    }

    /// Puts a part in its place.
    pub fn insert(&mut self, id: K, part: V) {
        Arc::make_mut(&mut self.0).insert(id, Arc::new(part));
    }

    /// Takes a part away.
    pub fn remove(&mut self, id: &K) {
        Arc::make_mut(&mut self.0).remove(id);
    }

    /// Takes all away that are not wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&V) -> bool) {
        Arc::make_mut(&mut self.0).retain(|_, part| wanted(part));
    }

    /// Puts the parts of another state in their places, shared with it.
    pub fn take_in(&mut self, other: &Self) {
        Arc::make_mut(&mut self.0).extend(other.0.iter().map(|(id, part)| (id.clone(), part.clone())));
    }

    /// The part with this id, made if it is not there yet, to be changed.
    pub fn get_or_insert_with(&mut self, id: K, part: impl FnOnce() -> V) -> &mut V {
        Arc::make_mut(Arc::make_mut(&mut self.0).entry(id).or_insert_with(|| Arc::new(part())))
    }

    /// All parts, to be changed; those that somebody shares are copied.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        Arc::make_mut(&mut self.0).values_mut().map(Arc::make_mut)
    }
}

/// The part with an id that is known to be there, as with any map.
impl<K: Ord, V> Index<&K> for Parts<K, V> {
    type Output = V;

    fn index(&self, id: &K) -> &V {
        &self.0[id]
    }
}

impl<'a, K, V> IntoIterator for &'a Parts<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Map<Iter<'a, K, Arc<V>>, fn((&'a K, &'a Arc<V>)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(id, part)| (id, part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_not_seen_by_who_holds_the_part_too() {
        let mut one = Shared::<Vec<u32>>::default();
        one.push(1);
        let held = one.clone();
        one.push(2);
        assert_eq!((held.as_slice(), one.as_slice()), ([1].as_slice(), [1, 2].as_slice()));
    }

    #[test]
    fn a_part_that_changes_leaves_the_others_where_they_are() {
        let mut one = Parts::<u8, u32>::default();
        one.insert(1, 10);
        one.insert(2, 20);
        let held = one.clone();
        *one.get_mut(&1).expect("a part") += 1;
        assert!(one.get_mut(&3).is_none());
        *one.get_or_insert_with(3, || 30) += 1;
        let parts = |of: &Parts<u8, u32>| of.iter().map(|(id, part)| (*id, *part)).collect::<Vec<_>>();
        assert_eq!(parts(&held), [(1, 10), (2, 20)]);
        assert_eq!(parts(&one), [(1, 11), (2, 20), (3, 31)]);
        assert!(std::ptr::eq(held.get(&2).expect("a part"), one.get(&2).expect("a part")));
    }

    #[test]
    fn what_nobody_changes_is_not_copied() {
        let one = Shared(Arc::new(vec![1]));
        assert!(std::ptr::eq(&*one, &*one.clone()));
    }
}
