/** What made-up lists are made of: real places, invented projects and people. */

/** Whose list it is, and in which shape its reports come. */
export interface MadeRegion {
  fullName: string;
  /** What stands before the names of its bureaus: 区, 县, 市. */
  level: string;
  layout: 'table' | 'prose' | 'pasted';
}

/** At most so many regions can be replayed. */
export const REGIONS: readonly MadeRegion[] = [
  { fullName: '苏州市吴江区', level: '区', layout: 'table' },
  { fullName: '长沙市望城区', level: '区', layout: 'prose' },
  { fullName: '昆明市呈贡区', level: '区', layout: 'pasted' },
  { fullName: '福州市长乐区', level: '区', layout: 'table' },
  { fullName: '西安市鄠邑区', level: '区', layout: 'prose' },
  { fullName: '南宁市武鸣区', level: '区', layout: 'pasted' },
];

/** One kind of project: what is counted, in which unit, by whom, and how many of it a year has. */
export interface Theme {
  name: string;
  counted: string;
  unit: string;
  bureau: string;
  least: number;
  most: number;
}

/** Each gives several projects of different places. */
export const THEMES: readonly Theme[] = [
  {
    name: '公共停车场建设',
    counted: '新增公共停车泊位',
    unit: '个',
    bureau: '城管局',
    least: 200,
    most: 900,
  },
  { name: '农村公路提升', counted: '改造农村公路', unit: '公里', bureau: '交通运输局', least: 40, most: 160 },
  { name: '供水管网更新', counted: '更新供水管网', unit: '公里', bureau: '水务局', least: 40, most: 120 },
  { name: '适老化改造', counted: '完成适老化改造', unit: '户', bureau: '民政局', least: 120, most: 500 },
  {
    name: '职业技能培训',
    counted: '开展职业技能培训',
    unit: '人次',
    bureau: '人社局',
    least: 500,
    most: 4000,
  },
  { name: '充电设施建设', counted: '建成充电桩', unit: '个', bureau: '发改局', least: 100, most: 400 },
  { name: '口袋公园建设', counted: '建成绿地', unit: '平方米', bureau: '园林局', least: 2000, most: 9000 },
  { name: '学位扩增', counted: '新增学位', unit: '个', bureau: '教育局', least: 400, most: 2000 },
];

/** Places of projects: no two projects of a region have the same. */
export const PLACES: readonly string[] = [
  '松风',
  '澄湖',
  '望岳',
  '青岚',
  '云溪',
  '锦屏',
  '双河',
  '梧桐',
  '白塔',
  '石桥',
  '长亭',
  '柳林',
  '金滩',
  '沙洲',
  '桃源',
  '南岭',
  '北坡',
  '东篱',
  '西塘',
  '龙潭',
  '凤台',
  '鹤鸣',
  '玉泉',
  '丹霞',
  '竹海',
  '茶亭',
  '月牙',
  '星河',
  '晨曦',
  '暮云',
];

/** Leaders in charge, two a region. */
export const OFFICIALS: readonly string[] = [
  '季闻笛',
  '沈望舒',
  '程砚秋',
  '岑见山',
  '陆知微',
  '顾南乔',
  '祁问渠',
  '闻亦舟',
  '裴书臣',
  '虞听澜',
  '戚怀瑾',
  '尹疏桐',
];

/** Why something is behind, as reports put it. */
export const CAUSES: readonly string[] = [
  '受连续降雨影响，进场推迟',
  '因地下管线迁改，施工受阻',
  '因招标流程延长，开工推迟',
  '受材料供应影响，安装滞后',
];
