//! How companies are verified, and which documents are taken (B-30…B-33, B-43).

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use symbolon_domain::company::{ProfileCheck, ProfileField, is_domain};
use symbolon_domain::programme as model;

use crate::assemble::Assembler;
use crate::diagnostic::both;
use crate::document::{At, Code, Listed, Period};
use crate::rules::Unit;

/// How the legal profile of a company is verified (B-31, B-32).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verification {
    /// The checks in their order.
    #[schemars(length(min = 1))]
    pub(crate) checks: At<Vec<Code<ProfileCheck>>>,
    /// Checks that a change of a part of the profile begins anew (B-33).
    #[schemars(schema_with = "restarts")]
    #[serde(default)]
    pub(crate) restarts: BTreeMap<At<String>, Vec<At<Code<ProfileCheck>>>>,
    /// Mail domains that no company owns (B-32).
    #[serde(default)]
    pub(crate) refused_domains: Vec<At<String>>,
    /// Working days that it usually takes.
    #[schemars(range(min = 1))]
    pub(crate) usual_days: u16,
    /// Whether nothing can be bought or renewed before the profile is authorized (B-31).
    pub(crate) blocks_orders: bool,
    /// How the mail of the e-mail check may be sent again; without it, never (B-32).
    pub(crate) resend: Option<Resend>,
}

/// How the mail of the e-mail check may be sent again (B-32).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Resend {
    /// How long a mail is waited for.
    pub(crate) after: At<Period>,
    /// How often, for one address.
    #[schemars(range(min = 1))]
    pub(crate) max: u32,
}

fn restarts(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let checks = generator.subschema_for::<Vec<Code<ProfileCheck>>>();
    let fields = ProfileField::words().into_iter().map(|field| (field.to_owned(), checks.clone().to_value()));
    let properties: serde_json::Map<String, serde_json::Value> = fields.collect();
    schemars::json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Which documents are taken (B-43).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentRule {
    /// Media types, for example `application/pdf`.
    #[schemars(length(min = 1))]
    pub(crate) media_types: Vec<At<String>>,
    /// Largest size in bytes.
    #[schemars(range(min = 1))]
    pub(crate) max_bytes: u64,
    /// How many for one check or order.
    #[schemars(range(min = 1))]
    pub(crate) max_count: u32,
}

/// The media types whose content the product can tell from another.
const KNOWN: &[&str] = &["application/pdf", "image/jpeg", "image/png"];

impl Assembler {
    pub(crate) fn verification(&mut self, file: &str, written: &At<Verification>) -> model::Verification {
        let rule = &written.value;
        let checks: Vec<ProfileCheck> = rule.checks.value.iter().map(|check| check.0).collect();
        if checks.iter().collect::<BTreeSet<_>>().len() != checks.len() {
            let message = both!("une vérification est nommée deux fois", "a check is named twice");
            self.sink.report(file, rule.checks.span.clone(), message, None);
        }
        let mut restarts = BTreeMap::new();
        for (field, of) in &rule.restarts {
            let Some(known) = ProfileField::from_code(&field.value) else {
                let message = both!("partie inconnue du profil `{}`", "unknown part of the profile `{}`", field.value);
                let hint = crate::diagnostic::suggest(&field.value, ProfileField::words());
                self.sink.report(file, field.span.clone(), message, hint);
                continue;
            };
            for check in of.iter().filter(|check| !checks.contains(&check.value.0)) {
                let code = check.value.0;
                let message = both!("`{code}` n’est pas dans `checks`", "`{code}` is not among `checks`");
                self.sink.report(file, check.span.clone(), message, None);
            }
            restarts.insert(known, of.iter().map(|check| check.value.0).collect());
        }
        for domain in &rule.refused_domains {
            let message = || both!("`{}` n’est pas un domaine", "`{}` is not a domain", domain.value);
            let hint =
                both!("en minuscules, par exemple \"example.com\"", "in lower case, for example \"example.com\"");
            if domain.value != domain.value.to_lowercase() || !domain.value.contains('.') {
                self.sink.report(file, domain.span.clone(), message(), Some(hint));
            } else if !is_domain(&domain.value) {
                self.sink.report_later(file, domain.span.clone(), message(), Some(hint));
            }
        }
        let resend = rule.resend.as_ref().and_then(|resend| {
            let after_days = self.period(file, Some(&resend.after), Unit::Days)?;
            Some(model::Resend { after_days, max: resend.max })
        });
        model::Verification {
            resend,
            checks,
            restarts,
            refused_domains: rule.refused_domains.iter().map(|domain| domain.value.clone()).collect(),
            usual_days: i32::from(rule.usual_days),
            blocks_orders: rule.blocks_orders,
        }
    }

    pub(crate) fn document_rule(&mut self, file: &str, written: &At<DocumentRule>) -> model::DocumentRule {
        let rule = &written.value;
        for media_type in rule.media_types.iter().filter(|media| !KNOWN.contains(&media.value.as_str())) {
            let message = both!("type de fichier inconnu `{}`", "unknown media type `{}`", media_type.value);
            let hint = crate::diagnostic::suggest(&media_type.value, KNOWN.to_vec());
            self.sink.report(file, media_type.span.clone(), message, hint);
        }
        model::DocumentRule {
            media_types: rule.media_types.iter().map(|media| media.value.clone()).collect(),
            max_bytes: rule.max_bytes,
            max_count: rule.max_count,
        }
    }
}
