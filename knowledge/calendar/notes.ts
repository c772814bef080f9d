/** What the calendar says to people, in one place. */

/** The year's holiday arrangement is not published: a day shown may turn out to be earlier than it need be. */
export const UNPUBLISHED_NOTE = '节假日安排未公布'
/** The years that the document covers are over, and nobody has said whether the duty goes on. */
export const LAPSED_NOTE = '规划期已届满'
