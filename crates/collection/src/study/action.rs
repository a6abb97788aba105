//! What a person did, as the undo list names it.

/// An operation. What may be undone has its entry in the undo list (`rslib/src/ops.rs`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    AddDeck,
    AddNote,
    AddNotetype,
    AnswerCard,
    BuildFilteredDeck,
    Bury,
    ChangeNotetype,
    ClearUnusedTags,
    CreateCustomStudy,
    /// Removes cards whose front has become empty.
    EmptyCards,
    EmptyFilteredDeck,
    FindAndReplace,
    ImageOcclusion,
    Import,
    RebuildFilteredDeck,
    RemoveDeck,
    RemoveNote,
    RemoveNotetype,
    RemoveTag,
    RenameDeck,
    ReparentDeck,
    RenameTag,
    ReparentTag,
    ScheduleAsNew,
    SetCardDeck,
    SetDueDate,
    GradeNow,
    SetFlag,
    SortCards,
    Suspend,
    ToggleLoadBalancer,
    UnburyUnsuspend,
    UpdateCard,
    UpdateConfig,
    UpdateDeck,
    UpdatePreset,
    UpdateNote,
    UpdatePreferences,
    UpdateTag,
    UpdateNotetype,
    SetCurrentDeck,
    /// Whatever a caller names; steps may be joined into it.
    Custom(String),
    /// Leaves no entry, and the others in place: folding a deck.
    Unlisted,
    /// Leaves no entry and makes all others void: what cannot be taken back.
    Final,
}

impl Action {
    /// Its name in English; other languages are the pages' business.
    pub fn name(&self) -> &str {
        match self {
            Action::AddDeck => "Add Deck",
            Action::AddNote => "Add Note",
            Action::AddNotetype => "Add Note Type",
            Action::AnswerCard => "Answer Card",
            Action::BuildFilteredDeck | Action::RebuildFilteredDeck => "Build Deck",
            Action::Bury => "Bury",
            Action::ChangeNotetype => "Change Note Type",
            Action::ClearUnusedTags => "Clear Unused Tags",
            Action::CreateCustomStudy => "Custom Study",
            Action::EmptyCards => "Empty Cards",
            Action::EmptyFilteredDeck => "Empty",
            Action::FindAndReplace => "Find and Replace",
            Action::ImageOcclusion => "Image Occlusion",
            Action::Import => "Import",
            Action::RemoveDeck => "Delete Deck",
            Action::RemoveNote => "Delete Note",
            Action::RemoveNotetype => "Remove Note Type",
            Action::RemoveTag => "Remove Tag",
            Action::RenameDeck | Action::ReparentDeck => "Rename Deck",
            Action::RenameTag | Action::ReparentTag => "Rename Tag",
            Action::ScheduleAsNew => "Reset Card",
            Action::SetCardDeck => "Change Deck",
            Action::SetDueDate => "Set Due Date",
            Action::GradeNow => "Grade Now",
            Action::SetFlag => "Set Flag",
            Action::SortCards => "Reposition",
            Action::Suspend => "Suspend",
            Action::ToggleLoadBalancer => "Toggle Load Balancer",
            Action::UnburyUnsuspend => "Unbury/Unsuspend",
            Action::UpdateCard => "Update Card",
            Action::UpdateConfig => "Update Config",
            Action::UpdateDeck => "Update Deck",
            Action::UpdatePreset => "Deck Options",
            Action::UpdateNote => "Update Note",
            Action::UpdatePreferences => "Preferences",
            Action::UpdateTag => "Update Tag",
            Action::UpdateNotetype => "Update Note Type",
            Action::SetCurrentDeck => "Select Deck",
            Action::Custom(name) => name,
            Action::Unlisted | Action::Final => "",
        }
    }

    /// It needs to know which day it is. What does not, leaves a new day or another offset for the
    /// next operation to notice.
    pub(super) fn asks_for_the_day(&self) -> bool {
        matches!(
            self,
            Action::AnswerCard
                | Action::BuildFilteredDeck
                | Action::CreateCustomStudy
                | Action::RebuildFilteredDeck
                | Action::GradeNow
                | Action::SetCardDeck
                | Action::SetDueDate
                | Action::UpdatePreset
                | Action::Import
                | Action::Custom(_)
                | Action::Final
        )
    }

    /// Whether it may change or remove tags that exist; all others at most add some.
    pub(super) fn rewrites_tags(&self) -> bool {
        matches!(
            self,
            Action::ClearUnusedTags
                | Action::FindAndReplace
                | Action::RemoveTag
                | Action::RenameTag
                | Action::ReparentTag
                | Action::UpdateTag
                | Action::UpdateNote
                | Action::RemoveNote
                | Action::Custom(_)
        )
    }

    /// Whether a change of the configuration bears upon the queue.
    pub(super) fn sets_up_queue(&self) -> bool {
        matches!(
            self,
            Action::SetCurrentDeck
                | Action::UpdatePreferences
                | Action::UpdatePreset
                | Action::ToggleLoadBalancer
        )
    }
}
