//! All addresses, as the router itself knows them, and what stands in them.

use std::collections::BTreeSet;

use crate::crowd::Crowd;

/// No deck, device, passkey … of anybody.
pub(crate) const MISSING: &str = "4611686018427387000";

/// Addresses that answer everybody. All others are for members.
pub(crate) const PUBLIC: &[&str] = &[
    "/",
    "/.well-known/change-password",
    "/about",
    "/account/address-check",
    "/account/email/confirmation",
    "/account/email/return",
    "/account/keeping",
    "/account/language",
    "/account/login",
    "/account/login/code",
    "/account/login/passkey",
    "/account/login/return",
    "/account/logout",
    "/account/new-password",
    "/account/password-strength",
    "/account/privacy",
    "/account/privacy/history",
    "/account/privacy/register",
    "/account/register",
    "/account/remove-account",
    "/account/resetpw",
    "/account/second-factor/return",
    "/account/signup",
    "/account/terms",
    "/account/verify-email",
    "/apps",
    "/cardframe/files/{*path}",
    "/cardframe/shell/{reach}/{version}",
    "/health",
    "/health/alarms",
    "/in-use",
    "/letters/notices",
    "/m/{pass}/{name}",
    "/msync/{method}",
    "/shared/updates/{add_ons}",
    "/static/{name}",
    "/status",
    "/statistics",
    "/support",
    "/svc/desktop/addon-info",
    "/svc/desktop/check-for-update",
    "/sync/{method}",
    "/update/desktop",
];

/// Answers here may be kept by caches: the same for everybody (PR-35). Media of cards lie under a secret
/// address and are kept by the browser alone.
pub(crate) const CACHEABLE: &[&str] = &[
    "/cardframe/files/{*path}",
    "/cardframe/shell/{reach}/{version}",
    "/static/{name}",
];

impl Crowd {
    /// All addresses, from the router itself.
    pub(crate) fn routes(&self) -> BTreeSet<String> {
        let printed = format!("{:?}", self.site.front);
        printed
            .split("RouteId(")
            .filter_map(|piece| piece.split_once("): \"/"))
            .filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
            .map(|(_, rest)| format!("/{}", rest.split('"').next().unwrap()))
            .filter(|path| !path.contains("__private__"))
            .collect()
    }

    /// The address with Mia's numbers in it, and with numbers of nobody.
    pub(crate) fn filled(&self, route: &str) -> [String; 2] {
        let mut filled = [route.to_owned(), route.to_owned()];
        while let Some((before, rest)) = filled[0].split_once('{') {
            let (name, _) = rest.split_once('}').unwrap();
            let (place, before) = (format!("{{{name}}}"), before.len());
            assert!(before > 0);
            let [mias, missing] = match name {
                "method" => ["meta".to_owned(), "meta".to_owned()],
                "*path" | "name" | "pass" | "token" | "reach" | "version" | "add_ons" => {
                    [MISSING.to_owned(), MISSING.to_owned()]
                }
                name => {
                    let own = self.mias.get(name);
                    let own = own.unwrap_or_else(|| panic!("{route}: what is {name}?"));
                    [own.clone(), MISSING.to_owned()]
                }
            };
            filled = [
                filled[0].replace(&place, &mias),
                filled[1].replace(&place, &missing),
            ];
        }
        filled
    }
}
