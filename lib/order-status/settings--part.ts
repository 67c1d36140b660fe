/** When goods are taken into Autotask's stock. */
export type ReceiveWhen = 'never' | 'shipped' | 'delivered' | 'invoiced';
export interface PaceSettings {
	/** `adaptive` = fresh and moving orders often, quiet ones seldom; `always` = every order at every poll. */
	mode: 'adaptive' | 'always';
	/** Most calls to TD SYNNEX in any hour. */
	callsPerHour: number;
}
