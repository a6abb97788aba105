//! What an operation is in the undo list, by its name (`rslib/src/**/service.rs`).

use collection::study::Action;

use crate::request::Request;

/// What is not named here cannot be undone.
pub(crate) fn of(request: &Request) -> Action {
    match request.op() {
        "note_add" | "add_notes" => Action::AddNote,
        "note_update" if request.is("skip_undo") => Action::Final,
        "note_update" | "update_notes" | "after_note_updates" => Action::UpdateNote,
        "notes_remove" | "remove_notes" => Action::RemoveNote,
        "remove_cards" => Action::EmptyCards,
        "add_note_tags" | "find_and_replace_tag" => Action::UpdateTag,
        "rename_tags" => Action::RenameTag,
        "reparent_tags" => Action::ReparentTag,
        "remove_tags" | "remove_note_tags" => Action::RemoveTag,
        "clear_unused_tags" => Action::ClearUnusedTags,
        "find_and_replace" => Action::FindAndReplace,
        "deck_config_set" | "set_fsrs" | "update_deck_configs" => Action::UpdatePreset,
        "set_preferences" => Action::UpdatePreferences,
        "set_load_balancer_enabled" => Action::ToggleLoadBalancer,
        "set_config_bool" | "set_config_string" | "set_config_json" if request.is("undoable") => {
            Action::UpdateConfig
        }
        "notetype_make" => Action::AddNotetype,
        "notetype_json_update" | "update_notetype" | "add_image_occlusion_notetype" => {
            Action::UpdateNotetype
        }
        "remove_notetype" => Action::RemoveNotetype,
        "change_notetype" => Action::ChangeNotetype,
        "import" => Action::Import,
        "deck_add" => Action::AddDeck,
        "deck_patch" => Action::UpdateDeck,
        "deck_select" | "set_current_deck" => Action::SetCurrentDeck,
        "rename_deck" => Action::RenameDeck,
        "reparent_decks" => Action::ReparentDeck,
        "remove_decks" => Action::RemoveDeck,
        "set_config_bool" | "set_config_string" | "set_config_json" | "set_deck_collapsed"
        | "set_tag_collapsed" => Action::Unlisted,
        "bury" | "bury_or_suspend_cards" if is_burying(request) => Action::Bury,
        "suspend" | "bury" | "bury_or_suspend_cards" => Action::Suspend,
        "restore_buried_and_suspended_cards" | "unbury_deck" => Action::UnburyUnsuspend,
        "forget" | "schedule_cards_as_new" => Action::ScheduleAsNew,
        "set_due_date" => Action::SetDueDate,
        "grade_now" => Action::GradeNow,
        "sort_cards" | "sort_deck" => Action::SortCards,
        "set_flag" => Action::SetFlag,
        "set_deck" => Action::SetCardDeck,
        "filtered_deck" | "add_or_update_filtered_deck" => Action::BuildFilteredDeck,
        "rebuild_filtered_deck" => Action::RebuildFilteredDeck,
        "empty_filtered_deck" => Action::EmptyFilteredDeck,
        "custom_study" => Action::CreateCustomStudy,
        _ => Action::Final,
    }
}

fn is_burying(request: &Request) -> bool {
    let default = if request.op() == "bury" {
        "BURY_USER"
    } else {
        "SUSPEND"
    };
    request.text("mode").unwrap_or(default) != "SUSPEND"
}
