/** Made-up lists of real places: their words and figures are nobody's. */
import type { ImportedDocument, Region } from '../../src/domain/project.ts';
import { actual, document, entry, official, type Printed, target, unit } from './support.ts';

const district = (slug: string, city: string, name: string, code: string): Region => ({
  slug,
  fullName: `${city}${name}`,
  shortNames: [name, name.slice(0, -1)],
  parentName: city,
  code,
});

export const QINGYANG = district('qingyang', '成都市', '青羊区', '510105');
export const SHUANGLIU = district('shuangliu', '成都市', '双流区', '510116');
export const HAISHU = district('haishu', '宁波市', '海曙区', '330203');
export const SHIZHONG = district('shizhong', '枣庄市', '市中区', '370402');

const HALF = { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' };
const WHOLE_2024 = { label: '2024年', start: '2024-01-01', end: '2024-12-31' };
/** A target and the actual that measures the same thing. */
const both = (planned: Printed, done: Printed) => ({ figures: [planned, done], pairs: [[0, 1]] as const });
const HOUSING = '区住房和城乡建设局';

/** Half a year: excess, ceiling, approximation, 万, ties, a plan without progress, a misprinted number, doubts. */
const qingyang2025 = (): ImportedDocument =>
  document(
    [
      entry(1, {
        title: '城镇就业促进',
        goal: '全年城镇新增就业8000人。城镇调查失业率控制在4.5%以内。',
        note: '截至6月底，城镇新增就业6240人。城镇调查失业率为4.1%。',
        figures: [
          target('城镇新增就业', 8000, '人'),
          target('城镇调查失业率', 4.5, '%', { direction: 'atMost' }),
          actual('城镇新增就业', 6240, '人'),
          actual('城镇调查失业率', 4.1, '%'),
        ],
        pairs: [
          [0, 2],
          [1, 3],
        ],
        statedRate: 0.78,
        units: [unit('区人力资源和社会保障局')],
        officials: [official('周敏')],
      }),
      entry(2, {
        title: '公共停车位建设',
        goal: '新增公共停车位1500个。',
        note: '已新增公共停车位1860个，超额完成全年任务。',
        ...both(target('新增公共停车位', 1500, '个'), actual('新增公共停车位', 1860, '个')),
        statedRate: 1.24,
        status: 'done',
        units: [unit(HOUSING), unit('区交通运输局', '配合单位')],
        officials: [official('韩磊', '牵头领导')],
      }),
      entry(3, {
        title: '老旧小区改造',
        goal: '改造老旧小区24个，惠及居民约6300户。',
        note: '11个老旧小区已完工。其余13个小区正在施工，预计9月底全部完工。',
        reason: '因管线迁改手续未办结，3个小区进场推迟。',
        figures: [
          target('改造老旧小区', 24, '个'),
          target('惠及居民', 6300, '户', { approximation: '约' }),
          actual('老旧小区完工', 11, '个'),
        ],
        pairs: [[0, 2]],
        milestones: [{ what: '全部完工', due: '2025-09-30', printed: '9月底' }],
        statedRate: 0.458,
        units: [unit(HOUSING)],
        officials: [official('韩磊', '牵头领导')],
      }),
      entry(4, {
        title: '社区食堂建设',
        goal: '新建社区食堂12处。',
        note: '已建成社区食堂5处。7处正在装修。',
        ...both(target('新建社区食堂', 12, '处'), actual('建成社区食堂', 5, '处')),
        statedRate: 0.417,
        units: [unit('区民政局')],
        officials: [official('周敏')],
      }),
      entry(5, {
        title: '燃气报警器安装',
        goal: '为4.6万户家庭安装燃气报警器。',
        note: '已为32160户家庭安装燃气报警器。',
        ...both(
          target('家庭安装燃气报警器', 46000, '户', { printed: '4.6万户' }),
          actual('家庭安装燃气报警器', 32160, '户'),
        ),
        units: [unit('区综合行政执法局')],
      }),
      entry(6, {
        title: '充电桩建设',
        goal: '新建新能源汽车充电桩600个。',
        figures: [target('新建新能源汽车充电桩', 600, '个')],
        units: [unit('区发展和改革局')],
      }),
      entry(7, {
        title: '适龄妇女两癌筛查',
        goal: '为5200名适龄妇女开展两癌免费筛查。',
        note: '已完成两癌筛查5200名。',
        ...both(target('适龄妇女两癌免费筛查', 5200, '名'), actual('两癌筛查', 5200, '名')),
        statedRate: 1,
        status: 'done',
        units: [unit('区卫生健康局')],
        officials: [official('陈静')],
      }),
      entry(8, {
        title: '口袋公园建设',
        goal: '新建口袋公园8个。',
        note: '8个口袋公园全部建成开放。',
        ...both(target('新建口袋公园', 8, '个'), actual('口袋公园建成', 8, '个')),
        statedRate: 1,
        status: 'done',
        units: [unit('区公园城市建设局')],
        officials: [official('韩磊', '牵头领导')],
      }),
      entry(9, {
        title: '公交线路优化',
        goal: '优化公交线路10条。',
        note: '已优化公交线路4条。',
        ...both(target('优化公交线路', 10, '条'), actual('优化公交线路', 4, '条')),
        statedRate: 0.4,
        units: [unit('区交通运输局')],
      }),
      entry(10, {
        number: '117',
        title: '背街小巷整治',
        goal: '整治背街小巷40条。',
        note: '已整治背街小巷16条。',
        ...both(target('整治背街小巷', 40, '条'), actual('整治背街小巷', 16, '条')),
        statedRate: 0.4,
        units: [unit('区综合行政执法局')],
        findings: [{ kind: 'numbering', severity: 'doubt', message: '编号117与前后不连续。', clause: null }],
      }),
      entry(11, {
        title: '中小学课桌椅更新',
        goal: '更新可调节课桌椅9000套。',
        note: '课桌椅已全部更新完毕。共更新课桌椅8600套。',
        ...both(target('更新可调节课桌椅', 9000, '套'), actual('更新课桌椅', 8600, '套')),
        statedRate: 1,
        status: 'done',
        units: [unit('区教育局')],
        findings: [
          {
            kind: 'claimVersusFigures',
            severity: 'doubt',
            message: '称已全部更新，但8600套少于目标9000套。',
            clause: null,
          },
        ],
      }),
    ],
    {
      region: QINGYANG,
      period: HALF,
      declaredCount: 12,
      title: '青羊区2025年民生实事上半年推进情况',
      findings: [
        { kind: 'declaredCount', severity: 'doubt', message: '文件称12件，实际列出11件。', clause: null },
      ],
    },
  );

/** The year before, finished. */
const qingyang2024 = (): ImportedDocument =>
  document(
    [
      entry(1, {
        title: '老旧小区改造',
        goal: '改造老旧小区30个。',
        note: '30个老旧小区全部完工。',
        ...both(target('改造老旧小区', 30, '个'), actual('老旧小区完工', 30, '个')),
        statedRate: 1,
        status: 'done',
        units: [unit(HOUSING)],
      }),
      entry(2, {
        title: '公共停车位建设',
        goal: '新增公共停车位1200个。',
        note: '已新增公共停车位1210个。',
        ...both(target('新增公共停车位', 1200, '个'), actual('新增公共停车位', 1210, '个')),
        statedRate: 1.008,
        status: 'done',
        units: [unit(HOUSING)],
      }),
      entry(3, {
        title: '智慧图书馆建设',
        goal: '建设智慧图书馆3座。',
        note: '3座智慧图书馆建成。',
        ...both(target('建设智慧图书馆', 3, '座'), actual('智慧图书馆建成', 3, '座')),
        statedRate: 1,
        status: 'done',
        units: [unit('区文化体育和旅游局')],
      }),
    ],
    { region: QINGYANG, year: 2024, period: WHOLE_2024, title: '青羊区2024年民生实事完成情况' },
  );

/** With the sheet's own flags: two behind plan, one with its reason. */
const shuangliu2025 = (): ImportedDocument =>
  document(
    [
      entry(1, {
        title: '农村公路提升',
        goal: '提升农村公路30公里。',
        note: '已提升农村公路12.5公里。',
        reason: '受连续降雨影响，路基施工停滞。',
        ...both(target('提升农村公路', 30, '公里'), actual('提升农村公路', 12.5, '公里')),
        lagging: true,
        units: [unit('区交通运输局')],
      }),
      entry(2, {
        title: '社区食堂建设',
        goal: '新建社区食堂9处。',
        note: '9处社区食堂全部建成。',
        ...both(target('新建社区食堂', 9, '处'), actual('社区食堂建成', 9, '处')),
        lagging: false,
        status: 'done',
        units: [unit('区民政局')],
      }),
      entry(3, {
        title: '公园绿道建设',
        goal: '建设绿道18公里。',
        note: '已建成绿道6公里。',
        ...both(target('建设绿道', 18, '公里'), actual('建成绿道', 6, '公里')),
        lagging: true,
        units: [unit('区公园城市建设局')],
      }),
    ],
    { region: SHUANGLIU, period: HALF, title: '双流区2025年民生实事上半年调度表' },
  );

/** A plan: no progress at all. */
const haishu2025 = (): ImportedDocument =>
  document(
    [
      entry(1, {
        title: '老旧小区改造',
        goal: '改造老旧小区20个。',
        figures: [target('改造老旧小区', 20, '个')],
        units: [unit(HOUSING)],
      }),
      entry(2, {
        title: '公共停车位建设',
        goal: '新增公共停车位2000个。',
        figures: [target('新增公共停车位', 2000, '个')],
        units: [unit(HOUSING)],
      }),
      entry(3, {
        title: '养老床位增设',
        goal: '新增养老床位350张。',
        figures: [target('新增养老床位', 350, '张')],
        units: [unit('区民政局')],
      }),
    ],
    { region: HAISHU, period: null, title: '海曙区2025年民生实事项目' },
  );

/** A district whose short name another city has as well. */
const shizhong2025 = (): ImportedDocument =>
  document(
    [
      entry(1, {
        title: '供热管网改造',
        goal: '改造供热管网26.5公里。',
        note: '已改造供热管网20公里。',
        ...both(target('改造供热管网', 26.5, '公里'), actual('改造供热管网', 20, '公里')),
        statedRate: 0.755,
        units: [unit('区城乡建设局')],
      }),
      entry(2, {
        title: '背街小巷整治',
        goal: '整治背街小巷18条。',
        note: '已整治背街小巷18条。',
        ...both(target('整治背街小巷', 18, '条'), actual('整治背街小巷', 18, '条')),
        statedRate: 1,
        status: 'done',
        units: [unit('区城市管理局')],
      }),
    ],
    { region: SHIZHONG, period: HALF, title: '市中区2025年民生实事上半年进展' },
  );

/** All of them, oldest first. */
export const allLists = (): ImportedDocument[] => [
  qingyang2024(),
  qingyang2025(),
  shuangliu2025(),
  haishu2025(),
  shizhong2025(),
];
