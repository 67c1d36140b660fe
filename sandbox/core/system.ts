/** The two systems that the sandbox stands in for. */
export type System = 'autotask' | 'tdsynnex';
