/** Keys of a case in its conversation's unit; both hold texts sealed with the conversation's salt. */
export const FACTS = 'facts'
/** Followed by the id a journal entry names. */
export const NOTE = 'note:'
