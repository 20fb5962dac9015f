import { list, mapOf, open, own } from './name.ts';

/** What a case of a procedure tells; blank where a paper is printed without one. */
export const OF_CASE = [
  own('程序名称', 'Procedure'),
  own('办理编号', 'Number of the case'),
  own('办理对象', 'Whom the case is about'),
  own('办理状态', 'Where the case stands'),
  own('启动日期', 'Begun on'),
  own('办结日期', 'Ended on'),
  list(
    '办理过程',
    'Steps taken',
    mapOf([
      own('序号', 'Number'),
      own('日期', 'Day'),
      own('步骤', 'Step'),
      own('办理情况', 'What it came to'),
      own('经办人', 'Who'),
      own('岗位', 'Role'),
    ]),
  ),
  list(
    '会议表决',
    'Votes',
    mapOf([
      own('户主姓名', 'Head'),
      open('组', 'Group'),
      own('家庭人数', 'Persons'),
      own('日期', 'Day'),
      own('会议', 'Meeting'),
      own('应到', 'Entitled'),
      own('实到', 'Present'),
      own('同意', 'In favour'),
      own('反对', 'Against'),
      own('弃权', 'Abstained'),
      own('结果', 'Result'),
    ]),
  ),
  list(
    '政策判断',
    'Decisions asked',
    mapOf([
      own('日期', 'Day'),
      own('事项', 'Decision'),
      own('结论', 'Result'),
      own('理由', 'Why'),
      own('规则版本', 'Version of the rules'),
      own('标准', 'Figures of the day'),
    ]),
  ),
  list(
    '公示情况',
    'Notices',
    mapOf([
      own('公示名称', 'Title'),
      own('公示编号', 'Address'),
      own('公示开始', 'First day'),
      own('公示结束', 'Last day'),
      own('公示天数', 'Days'),
      own('公示中断', 'Interruptions'),
      own('异议', 'Objections'),
    ]),
  ),
  list(
    '异议答复',
    'Objections and their answers',
    mapOf([
      own('回执编号', 'Receipt'),
      own('收到日期', 'Received on'),
      own('处理结果', 'Outcome'),
      own('答复', 'Answer'),
      own('答复日期', 'Answered on'),
    ]),
  ),
  list(
    '佐证材料',
    'Evidence',
    mapOf([
      own('序号', 'Number'),
      own('日期', 'Day'),
      own('步骤', 'Step'),
      own('材料', 'What it is'),
      own('类型', 'Kind'),
      own('校验码', 'First digits of its SHA-256'),
    ]),
  ),
  list(
    '签名',
    'Signatures, as pictures',
    mapOf([
      own('图', 'Picture'),
      own('宽', 'Width'),
      own('高', 'Height'),
      own('说明', 'What it is, whose, of which day'),
    ]),
  ),
];
