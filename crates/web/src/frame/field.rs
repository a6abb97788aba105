//! One field of a form, with its hint and what was wrong with it.

use askama::Template;
use texts::Texts;

/// A labelled field. It writes itself: `{{ email|safe }}` in a template.
#[derive(Debug, Clone, Template)]
#[template(path = "frame/parts/field.html")]
pub(crate) struct Field {
    name: &'static str,
    kind: &'static str,
    /// What password managers go by (PR-62).
    autocomplete: &'static str,
    label: String,
    value: String,
    hint: Option<String>,
    fault: Option<String>,
    /// What the meter of a new password is called.
    meter: Option<String>,
    has_focus: bool,
}

impl Field {
    /// The address an account is known by.
    pub(crate) fn email(t: Texts, typed: &str) -> Field {
        Field::new("email", "email", "username", t.field_email()).value(typed)
    }

    /// The same where a passkey may come instead: browsers offer one in the field.
    pub(crate) fn email_or_passkey(t: Texts, typed: &str) -> Field {
        Field::new("email", "email", "username webauthn", t.field_email()).value(typed)
    }

    /// The password one has.
    pub(crate) fn password(t: Texts) -> Field {
        Field::new(
            "password",
            "password",
            "current-password",
            t.field_password(),
        )
    }

    /// The password one has, beside a new one.
    pub(crate) fn current_password(t: Texts) -> Field {
        Field::new(
            "current",
            "password",
            "current-password",
            t.field_current_password(),
        )
    }

    /// A password to be.
    pub(crate) fn new_password(t: Texts, label: String) -> Field {
        let hint = t.field_new_password_hint(accounts::PASSWORD_BYTES_MIN);
        Field {
            meter: Some(t.strength_label()),
            ..Field::new("password", "password", "new-password", label).hint(hint)
        }
    }

    /// Another address for an account.
    pub(crate) fn new_email(t: Texts, typed: &str) -> Field {
        Field::new("email", "email", "email", t.email_field()).value(typed)
    }

    /// A code of the second factor, or a recovery code: not all are digits.
    pub(crate) fn code(label: String) -> Field {
        Field::new("code", "text", "one-time-code", label)
    }

    /// What something is to be called.
    pub(crate) fn name(label: String) -> Field {
        Field::new("name", "text", "off", label)
    }

    /// The one field of a page that was asked for by a form before.
    pub(crate) fn focused(self) -> Field {
        Field {
            has_focus: true,
            ..self
        }
    }

    /// A line of text that no browser should remember.
    pub(crate) fn line(name: &'static str, label: String, typed: &str) -> Field {
        Field::new(name, "text", "off", label).value(typed)
    }

    pub(crate) fn hint(self, hint: String) -> Field {
        Field {
            hint: Some(hint),
            ..self
        }
    }

    /// What was wrong with what was typed. The first field with a fault gets the focus.
    pub(crate) fn fault(self, fault: Option<String>) -> Field {
        Field { fault, ..self }
    }

    fn new(
        name: &'static str,
        kind: &'static str,
        autocomplete: &'static str,
        label: String,
    ) -> Field {
        Field {
            name,
            kind,
            autocomplete,
            label,
            value: String::new(),
            hint: None,
            fault: None,
            meter: None,
            has_focus: false,
        }
    }

    fn value(self, typed: &str) -> Field {
        Field {
            value: typed.to_owned(),
            ..self
        }
    }

    /// What a screen reader says after the label: first what is wrong, then the hint.
    fn described_by(&self) -> Option<String> {
        let fault = self.fault.is_some().then(|| format!("{}-fault", self.name));
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.name));
        let ids: Vec<String> = fault.into_iter().chain(hint).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use askama::Template as _;
    use texts::Texts;

    use super::Field;

    #[test]
    fn a_field_comes_back_with_what_was_typed_and_a_sentence_beside_it() {
        let field = Field::email(Texts::default(), "\"><script>").fault(Some("Not so.".to_owned()));

        let html = field.render().unwrap();

        assert!(
            html.contains(r#"value="&#34;&#62;&#60;script&#62;""#),
            "{html}"
        );
        assert!(
            html.contains(r#"<p class="field-fault" id="email-fault">Not so.</p>"#),
            "{html}"
        );
        assert!(html.contains(r#"aria-describedby="email-fault""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    }

    #[test]
    fn pr_62_password_managers_can_tell_old_from_new_passwords() {
        let t = Texts::default();

        let old = Field::password(t).render().unwrap();
        let new = Field::new_password(t, t.field_new_password())
            .render()
            .unwrap();

        assert!(old.contains(r#"autocomplete="current-password""#));
        assert!(new.contains(r#"autocomplete="new-password""#));
        assert!(!new.contains("maxlength") && !new.contains("onpaste"));
    }
}
