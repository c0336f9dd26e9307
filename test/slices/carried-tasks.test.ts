import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acknowledge, dutyOf, issued } from '../support/story.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const OFFICE = 'ls-h183-phong-vhtt';
const COMMUNE = 'x06187';
const ABOVE = ['Tuyên truyền phòng, chống rét', 'Tổ chức lễ phát động', 'Báo cáo kết quả'];

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2024-03-11T02:00:00Z');
  office = await server.as(OFFICE, 'clerk');
});
afterAll(() => server.close());

async function duty(): Promise<string> {
  const app = server as unknown as Parameters<typeof issued>[0];
  const directive = await issued(app, {
    issuer: 'ls-so-tttt',
    tasks: ABOVE.map((text, i) => ({ label: String(i + 1), text, addressees: [] })),
    addressees: [{ text: OFFICE, role: 'action' }],
  });
  await acknowledge(app, directive, OFFICE);
  return dutyOf(app, directive, OFFICE);
}
const own = (n: number) => ({
  to: [COMMUNE],
  text: `Số: ${n}/VHTT\n\nCao Lộc, ngày 12 tháng 3 năm 2024\n\nV/v triển khai\n\nKính gửi: ${COMMUNE}.`,
});

describe('the tasks of an own dispatch', () => {
  it('carry out those that are named, or that say the same; the duty above shows who carries on what, and what nobody does', async () => {
    const id = await duty();
    const tasks = [
      { label: '1', text: 'Treo pa nô', parentTask: 1 },
      { label: '2', text: 'Tổ chức lễ phát động' },
      { label: '3', text: 'Việc khác' },
    ];
    const { status, body } = await office.post(`/api/v1/assignments/${id}/forward`, { ...own(21), tasks });
    expect([status, body.forwarded]).toEqual([200, 1]);
    const above = (await office.get(`/api/v1/assignments/${id}`)).body;
    expect(above.carriedOn.map(({ task }: { task: number }) => task)).toEqual([1, 2]);
    expect(above.notCarriedOn).toEqual([3]);
    const commune = await server.as(COMMUNE, 'clerk');
    const { items } = (await commune.get('/api/v1/assignments')).body;
    const below = (await commune.get(`/api/v1/assignments/${items[0].id}`)).body;
    expect(below.tasks.map((task: { parentTask: number | null }) => task.parentTask)).toEqual([1, 2, null]);
    expect(below.tasks[0]).toMatchObject({ n: 1, label: '1', text: 'Treo pa nô', status: 'open' });
  });

  it('carry out none where it is said so, and are refused where the unit has no such task', async () => {
    const id = await duty();
    const mapped = (n: number, parentTask: number | null) =>
      office.post(`/api/v1/assignments/${id}/forward`, {
        ...own(22),
        tasks: [{ label: '1', text: 'Tổ chức lễ phát động', parentTask, n }],
      });
    expect((await mapped(1, 9)).body).toMatchObject({ type: 'urn:thongsuot:invalid', field: 'tasks' });
    expect((await mapped(1, null)).status).toBe(200);
    expect((await office.get(`/api/v1/assignments/${id}`)).body.notCarriedOn).toEqual([1, 2, 3]);
  });

  it('of a paper passed on as it is are nobody’s: nothing is said to be left out', async () => {
    const id = await duty();
    await office.post(`/api/v1/assignments/${id}/forward`, { to: [COMMUNE] });
    expect((await office.get(`/api/v1/assignments/${id}`)).body).toMatchObject({ carriedOn: [], notCarriedOn: [] });
  });
});
