//! Puts codes and values in words, French and English.
