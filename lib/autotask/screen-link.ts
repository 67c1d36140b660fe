/**
 * Autotask's ExecuteCommand links: they open a record's screen for whoever is signed in.
 *
 * @param webUrl where people sign in, such as `https://ww3.autotask.net`; empty = no link
 */
export function screenLink(webUrl: string, code: string, parameter: string, id: string): string {
	if (webUrl === '' || id === '' || id === '0') return '';
	return `${webUrl.replace(/\/+$/, '')}/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=${code}&${parameter}=${id}`;
}
