//! What the undo list calls a step.

use collection::study::Action;
use texts::Texts;

pub(crate) fn name(action: &Action, t: Texts) -> String {
    match action {
        Action::AnswerCard | Action::GradeNow => t.step_answer(),
        Action::Bury => t.step_bury(),
        Action::Suspend => t.step_suspend(),
        Action::UnburyUnsuspend => t.step_unbury(),
        Action::SetFlag => t.step_flag(),
        Action::UpdateTag
        | Action::RemoveTag
        | Action::RenameTag
        | Action::ReparentTag
        | Action::ClearUnusedTags => t.step_tags(),
        Action::UpdateNote | Action::AddNote => t.step_note(),
        Action::RemoveNote => t.step_delete_note(),
        Action::RemoveDeck => t.step_delete_deck(),
        Action::AddDeck => t.step_add_deck(),
        Action::RenameDeck | Action::ReparentDeck => t.step_rename_deck(),
        Action::UpdateDeck => t.step_deck(),
        Action::UpdatePreset => t.step_options(),
        Action::CreateCustomStudy => t.step_custom_study(),
        Action::BuildFilteredDeck | Action::RebuildFilteredDeck => t.step_build(),
        Action::EmptyFilteredDeck => t.step_empty(),
        Action::ScheduleAsNew => t.step_reset(),
        Action::SetDueDate => t.step_due(),
        Action::AddNotetype
        | Action::ChangeNotetype
        | Action::EmptyCards
        | Action::FindAndReplace
        | Action::ImageOcclusion
        | Action::Import
        | Action::RemoveNotetype
        | Action::SetCardDeck
        | Action::SortCards
        | Action::ToggleLoadBalancer
        | Action::UpdateCard
        | Action::UpdateConfig
        | Action::UpdatePreferences
        | Action::UpdateNotetype
        | Action::SetCurrentDeck
        | Action::Custom(_)
        | Action::Unlisted
        | Action::Final => t.step_other(),
    }
}
