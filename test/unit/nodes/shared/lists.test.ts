import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { list, listed } from '../../../../nodes/shared/lists';
import { searchVendors } from '../../../../nodes/shared/vendor';
import { Problem } from '../../../../lib/shared/problem';

/** A panel as n8n hands it to a list: `credentials` as they are chosen in it. */
const panel = (credentials?: object, answer: () => Promise<object> = () => Promise.reject()) =>
	({
		getNode: () => ({ name: 'Node', type: 'x.y', credentials }),
		getCredentials: async () => ({ userName: 'u', zoneDiscoveryUrl: 'https://zone.example/' }),
		helpers: { httpRequestWithAuthentication: answer },
	}) as unknown as ILoadOptionsFunctions;
const CHOSEN = { autotaskPsaApi: { id: '1', name: 'Autotask' } };

describe('a list in the panel', () => {
	it('without a credential says where to choose one', async () => {
		await expect(searchVendors.call(panel())).rejects.toThrow(
			'No Autotask API credential is selected. Select one at the top of the panel.',
		);
	});

	it('that fails says what to do in the one sentence that n8n shows', async () => {
		const fails = list(async () => {
			throw new Problem({ code: 'x', cause: 'Autotask said no', remedy: 'Ask again.' });
		});
		await expect(fails.call(panel(CHOSEN))).rejects.toThrow('Autotask said no. Ask again.');
	});

	it('shows the ID of a record without a name', () => {
		expect(listed([{ id: 7 }, { id: 8, companyName: 'Eight' }], 'companyName').results).toEqual([
			{ name: '(no name, ID 7)', value: '7' },
			{ name: 'Eight', value: '8' },
		]);
	});

	it('that Autotask lets nobody see names the login and the remedy', async () => {
		const refused = async () => ({ statusCode: 401, headers: {}, body: '{"errors":["no"]}' });
		await expect(searchVendors.call(panel(CHOSEN, refused))).rejects.toThrow(
			/^Autotask .*(secret|user).*\. [A-Z].*\.$/,
		);
	});
});
