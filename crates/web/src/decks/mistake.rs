//! What is wrong with a search, in the learner's language.

use collection::search::Mistake;
use texts::Texts;

pub(super) fn sentence(mistake: &Mistake, t: Texts) -> String {
    t.search_refused(reason(mistake, t))
}

fn reason(mistake: &Mistake, t: Texts) -> String {
    match mistake {
        Mistake::MisplacedAnd => t.search_misplaced_and(),
        Mistake::MisplacedOr => t.search_misplaced_or(),
        Mistake::EmptyGroup => t.search_empty_group(),
        Mistake::UnopenedGroup => t.search_unopened_group(),
        Mistake::UnclosedGroup => t.search_unclosed_group(),
        Mistake::EmptyQuote => t.search_empty_quote(),
        Mistake::UnclosedQuote => t.search_unclosed_quote(),
        Mistake::MissingKey => t.search_missing_key(),
        Mistake::UnknownEscape(given) => t.search_unknown_escape(given),
        Mistake::UnknownState(given) => t.search_unknown_state(given),
        Mistake::UnknownFlag => t.search_unknown_flag(),
        Mistake::UnknownProperty(given) => t.search_unknown_property(given),
        Mistake::MissingComparison(given) => t.search_missing_comparison(given),
        Mistake::NotANumber { whole, given } => t.search_not_a_number(given, whole),
        Mistake::NotAWholeNumber { whole, given } => t.search_not_a_whole_number(given, whole),
        Mistake::NotACount { whole, given } => t.search_not_a_count(given, whole),
        Mistake::NotDaysAgo { whole, given } => t.search_not_days_ago(given, whole),
        Mistake::NotAButton { whole, given } => t.search_not_a_button(given, whole),
        Mistake::NotIds(given) => t.search_not_ids(given),
        Mistake::HalfADuplicate => t.search_half_a_duplicate(),
        Mistake::TooLong => t.search_too_long(),
        Mistake::TooDeep => t.search_too_deep(),
    }
}

#[cfg(test)]
mod tests {
    use collection::search::Search;
    use texts::{Language, Texts};

    use super::sentence;

    #[test]
    fn a_search_that_is_none_is_explained_in_each_language() {
        let mistake = |text: &str| Search::try_from(text).unwrap_err();

        for (language, words) in [
            (Language::En, "“x” in “ivl>x” is not a whole number"),
            (Language::De, "„x“ in „ivl>x“ ist keine ganze Zahl"),
            (Language::Es, "«x» en «ivl>x» no es un número entero"),
            (Language::Ja, "「ivl>x」の「x」は0以上の整数"),
        ] {
            let said = sentence(&mistake("prop:ivl>x"), Texts::new(language));
            assert!(said.contains(words), "{said}");
        }
        let said = sentence(&mistake("(deck:a"), Texts::new(Language::Es));
        assert_eq!(
            said,
            "No se entiende la búsqueda: hay un paréntesis sin cerrar."
        );
    }
}
