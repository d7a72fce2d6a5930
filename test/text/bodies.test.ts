import { describe, expect, it } from 'vitest';
import { bodyKeys, bodyLevel, bodyVariants, findBodies } from '../../src/text/bodies.ts';

const SAME = [
  [
    '区卫健局',
    '卫生健康局',
    '槐荫区卫生健康局',
    '卫健委',
    '市卫生健康委员会',
    '卫生局',
    '卫健部门',
    '省卫生健康委',
  ],
  ['教体局', '教育和体育局', '区教育体育局', '教育局', '章丘区教育和体育局', '教委', '县教科体局'],
  ['市住房和城乡建设局', '住建局', '住建委', '城乡建设委员会', '区住房城乡建设局', '市住房城乡建设委'],
  ['文化和旅游局', '文旅局', '文化广电和旅游局', '区文体旅局', '市文广旅局', '文化局'],
  ['城市管理局', '城管局', '综合行政执法局', '区城市管理局（综合行政执法局）', '综合执法局', '城管'],
  ['市场监督管理局', '市场监管局', '市监局', '区市场监管局', '工商局'],
  ['自然资源和规划局', '自规局', '规划和自然资源局', '市自然资源局历下分局', '规自局', '国土局'],
  ['人力资源和社会保障局', '人社局', '区人力资源社会保障局', '劳动局', '人社部门'],
  ['发展和改革委员会', '发改委', '发改局', '区发展和改革局', '发展改革委'],
  ['工业和信息化局', '工信局', '经信局', '科技和工业信息化局', '科工信局'],
  ['区残疾人联合会', '残联', '市残联'],
  ['区公安分局', '公安局', '市公安局槐荫区分局', '公安槐荫分局', '派出所'],
  ['公安局交警大队', '交警', '市公安局交通警察支队', '交管局', '区交警大队'],
  ['共青团济南市委员会', '团市委', '团区委', '团委', '共青团历下区委'],
  ['市生态环境局槐荫分局', '环保局', '生态环境局', '区环境保护局'],
  ['退役军人事务局', '退役军人局', '区退役军人事务局'],
  ['医疗保障局', '医保局', '市医保局'],
  ['交通运输局', '交通局', '城乡交通运输局', '交通委'],
  ['应急管理局', '应急局', '安监局'],
  ['泉城路街道办事处', '泉城路街道', '泉城路街道办', '泉城路街办', '市中区泉城路街道'],
  ['仲宫镇人民政府', '仲宫镇', '仲宫镇政府'],
  ['高新区管委会', '高新区管理委员会'],
  ['济南热力集团有限公司', '热力公司', '供热公司'],
  ['园林绿化局', '市园林和林业绿化局', '园林绿化中心', '园林局'],
  ['政务服务局', '政务办', '区政务服务数据管理局', '政数局'],
  ['市场监督管理局', '市场局', '市监局', '药监局'],
  ['机关事务中心', '机关事务管理局', '机关事务服务中心'],
  ['国资委', '国资办', '国有资产监督管理委员会', '国资监管局'],
  ['交警队', '公安局交通管理支队', '交管支队', '公安交管局'],
  ['自来水公司', '某某自来水有限公司', '供水公司', '供水有限公司'],
  ['融媒体中心', '区融媒体中心', '广播电视台'],
  ['城投集团', '城市建设投资有限公司', '城投', '城市建设投资发展集团'],
  ['人社局', '社保中心', '社会保险事业中心', '公共就业服务中心'],
  ['水利局', '水利和湖泊局'],
  ['水务局', '区水务和湖泊局'],
  ['住建局', '区住建交局'],
  ['应急局', '安委办', '防汛抗旱指挥部'],
  ['编办', '机构编制委员会办公室'],
  ['交投集团', '交通投资集团'],
  ['供电所', '国网某市某区供电公司', '电力局'],
];

const APART = [
  ['民政局', '行政审批局'],
  ['水务局', '水利局'],
  ['教育局', '体育局'],
  ['政务服务局', '行政审批服务局'],
  ['卫健局', '疾控中心'],
  ['公安局', '交警大队'],
  ['医保局', '人社局'],
  ['住建局', '房管局'],
  ['财政局', '审计局'],
  ['妇联', '残联'],
  ['农业农村局', '林业局'],
  ['商务局', '市场监管局'],
  ['泉城路街道', '大明湖街道'],
  ['水务局', '水务集团'],
  ['交通局', '公交集团'],
  ['交通局', '交投集团'],
  ['文旅局', '文旅集团'],
  ['国资委', '国投集团'],
];

describe('names of government bodies', () => {
  it.each(SAME)('gives %s and its other spellings one key', (...names) => {
    const [key] = bodyKeys(names[0] ?? '');
    expect(key).toBeDefined();
    expect(names.map((name) => [name, bodyKeys(name)[0]])).toEqual(names.map((name) => [name, key]));
  });

  it.each(APART)('keeps %s and %s apart', (one, other) => {
    expect(bodyKeys(one ?? '')[0]).not.toBe(bodyKeys(other ?? '')[0]);
  });

  it('names every field of a merged bureau, the leading one first', () => {
    expect(bodyKeys('教体局')).toEqual(['education', 'sports']);
    expect(bodyKeys('区文化体育和旅游局')).toEqual(['culture', 'tourism', 'sports']);
  });

  it.each([
    ['济南市槐荫区卫生健康局', 'district'],
    ['市中区教体局', 'district'],
    ['区卫健局', 'district'],
    ['市民政局', 'city'],
    ['省教育厅', 'province'],
    ['县医保局', 'district'],
    ['团区委', 'district'],
    ['泉城路街道办事处', 'town'],
    ['卫健委', null],
    ['城市管理局', null],
  ])('reads the level of %s as %s', (name, level) => {
    expect(bodyLevel(name)).toBe(level);
  });

  it.each([
    ['济南市槐荫区卫生健康局', ['槐荫区卫健局', '槐荫卫健局', '区卫健局', '卫健局', '卫健委', '卫生局']],
    ['区教育和体育局', ['教体局', '区教体局', '教育局', '体育局', '教育体育局', '教育部门']],
    ['市城市管理局', ['城管局', '市城管局', '城管', '综合执法局']],
    ['区文化和旅游局', ['文旅局', '区文旅局', '文化局']],
    ['区残疾人联合会', ['残联', '区残联']],
    ['区人民政府办公室', ['政府办', '区政府办', '区政府办公室']],
    ['兴福街道办事处', ['兴福街道', '兴福街道办', '兴福办事处']],
    ['市公安局交警支队', ['交警', '市交警支队', '交管部门']],
    ['济南城市建设集团有限公司', ['济南城市建设集团']],
    ['区市场监管局', ['市场监督管理局', '市监局', '区市场监督管理局']],
  ])('lists how people write %s, longest first', (name, expected) => {
    const variants = bodyVariants(name);
    expect(variants).toEqual(expect.arrayContaining([...expected, name]));
    expect(variants.map((v) => v.length)).toEqual(variants.map((v) => v.length).sort((a, b) => b - a));
    expect(new Set(variants).size).toBe(variants.length);
  });

  it('never offers a part of a name that belongs to another body', () => {
    expect(bodyVariants('区民政局')).not.toContain('行政审批局');
    expect(bodyVariants('区民政局').every((name) => name.length > 1)).toBe(true);
    expect(bodyVariants('市水务局')).not.toContain('水利局');
  });

  it.each([
    ['区卫健局今年干了啥', [['区卫健局', 'health', 'district']]],
    [
      '历下区教体局和区残联负责哪些',
      [
        ['区教体局', 'education', 'district'],
        ['区残联', 'disabled-federation', 'district'],
      ],
    ],
    ['管城管的是哪个单位', [['管城管的', 'city-management', null]]],
    [
      '这事归市住房和城乡建设局还是城管',
      [
        ['市住房和城乡建设局', 'housing', 'city'],
        ['城管', 'city-management', null],
      ],
    ],
    ['小区城管来过吗', [['城管', 'city-management', null]]],
    ['交警大队负责的项目有哪些', [['交警大队', 'traffic-police', null]]],
    ['教育局长是谁', [['教育局', 'education', null]]],
    ['残联牵头的几件事', [['残联', 'disabled-federation', null]]],
    ['区政府今年办了几件', [['区政府', 'government', 'district']]],
    ['民政那块谁抓养老的', [['抓养老的', 'civil-affairs', null]]],
  ] as const)('finds the bodies in 「%s」', (text, expected) => {
    expect(findBodies(text).map((m) => [m.printed, m.key, m.level])).toEqual(expected);
  });

  it.each([
    '城市建设局面怎么样',
    '教育委托给谁了',
    '老旧小区改造到哪步了',
    '教育资源够不够',
    '体育场什么时候开',
    '市民反映停车难',
    '政府给补钱吗',
    '办事大厅几点关门',
    '救助站在哪条路',
    '电视台放什么节目',
  ])('finds none in 「%s」', (text) => {
    expect(findBodies(text)).toEqual([]);
  });

  it('points at the printed words', () => {
    const text = '请问一下，区民政局、市水务局的项目怎么样了';
    for (const { start, end, printed } of findBodies(text)) expect(text.slice(start, end)).toBe(printed);
  });
});
