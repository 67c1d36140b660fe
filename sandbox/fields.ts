import type { SandboxAddresses } from './index';

/** A credential or a node of n8n, and what its fields get. */
interface Form {
	title: string;
	fields: [field: string, value: string | number][];
}

/** The sandbox's addresses and logins under the names of n8n's own screens, to be copied by a person. */
export function whatToEnter(addresses: SandboxAddresses): string {
	return ['What to enter in n8n:', ...forms(addresses).map(printed)].join('\n\n');
}

function forms({ autotask, tdSynnex }: SandboxAddresses): Form[] {
	return [
		...(autotask
			? [
					form('Credential "Autotask API"', [
						['User Name', autotask.userName],
						['Secret', autotask.secret],
						['Tracking Identifier', autotask.integrationCode],
						['Zone Discovery URL', autotask.zoneDiscoveryUrl],
					]),
				]
			: []),
		...(tdSynnex
			? [
					form('Credential "SFTP"', [
						['Host', tdSynnex.sftp.host],
						['Port', tdSynnex.sftp.port],
						['Username', tdSynnex.sftp.user],
						['Password', tdSynnex.sftp.password],
					]),
					form('Node "Download price file"', [['Path', tdSynnex.sftp.path]]),
					form('Credential "TD SYNNEX EC API"', [
						['User ID', tdSynnex.userId],
						['Password', tdSynnex.password],
						['Customer Number', tdSynnex.customerNumber],
						['Country', COUNTRY[tdSynnex.country].ec],
						['Environment', 'Custom Host'],
						['EC URL', tdSynnex.ecUrl],
						['Invoice URL', tdSynnex.invoiceUrl],
					]),
					form('Credential "TD SYNNEX Partner API"', [
						['Client ID', tdSynnex.rest.clientId],
						['Client Secret', tdSynnex.rest.clientSecret],
						['Country', COUNTRY[tdSynnex.country].partner],
						['Environment', 'Custom Host'],
						['Base URL', tdSynnex.rest.url],
						['Token URL', tdSynnex.rest.tokenUrl],
					]),
				]
			: []),
	];
}

const COUNTRY = {
	US: { ec: 'United States (USD)', partner: 'United States' },
	CA: { ec: 'Canada (CAD)', partner: 'Canada' },
};

function form(title: string, fields: Form['fields']): Form {
	return { title, fields };
}

function printed({ title, fields }: Form): string {
	return [`  ${title}`, ...fields.map(([field, value]) => `    ${field.padEnd(21)}${value}`)].join(
		'\n',
	);
}
