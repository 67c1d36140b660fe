/** Places in Autotask's own screens, in its own words, for remedies. */
const USERS = 'Admin > Organization Settings & Users > Resources/Users (HR)';

/** What to do when the API user may not see products. */
export const LET_SEE = `In Autotask, open ${USERS} > Resources/Users, edit the API user, assign all lines of business on its Line of Business tab, tick “Resource can view items with no assigned Line of Business”, and check the Products rights of its Security Level.`;

/** What to do when the API user may not write costs. */
export const LET_WRITE_COSTS = `In Autotask, open ${USERS} > Security > Security Levels, edit the one of the API user, and let it see and edit product costs; or set the owner of Unit Cost to Human in this node.`;
