import type { Texts } from '../texts';

export const verification: Texts['verification'] = {
  title: '校验审计记录',
  lead: '服务每分钟为新发生的事件加盖封印：每个封印涵盖这些事件以及前一个封印。本页将全部事件与其封印逐一比对，并核对每个封印与前一个封印的衔接。校验过程只读取数据，不作任何改动。',
  ofPlatform: '这里校验的是平台自身的审计记录，即不属于任何租户的事件。租户的记录请在其“审计事件”页面校验。',
  ofTenant: (id) => `这里校验的是 ID 为 ${id} 的租户的审计记录。`,
  link: '校验记录是否被篡改',
  progress: (seal, count) => `已比对至第 ${seal} 号封印，共 ${count} 条事件`,
  stay: '页面加载期间校验会持续进行。',
  result: '校验结果',
  intact: '已封印的内容完好，没有被修改、删除或插入。',
  intactSoFar: '到此为止没有发现修改、删除或插入。后面还有未校验的内容。',
  unsealed: '尚无任何封印，因此无法判断记录是否被改动过。',
  nothingAfter: (seal) => `第 ${seal} 号封印之后没有封印，未比对任何内容。`,
  flawed: (count) => `有 ${count} 处与封印不符。`,
  keep: '在采取任何其他措施之前，服务的运维人员应先完整保留一份数据库的当前副本：它能说明哪些内容被改动过。',
  verified: '已比对',
  counted: (count, sealCount, after) =>
    `${after === 0 ? '' : `第 ${after} 号封印之后的 `}${sealCount} 个封印，${count} 条事件`,
  intactUpTo: '完好至',
  seal: (sequence) => `第 ${sequence} 号封印`,
  sealedAt: '，加盖于 ',
  lastEvent: '最后一条已封印的事件',
  dropped: '因保留期限而清除',
  droppedUpTo: (seal) => `第 ${seal} 号封印及之前的事件；封印本身仍然保留`,
  head: '封印链的末端值',
  headHint:
    '请把它记录在能够改动数据库的人接触不到的地方，下次校验时填写在下方：记录的末尾是否被截断，只有凭它才能发现。',
  notBefore: (seal) => `本页未比对第 ${seal} 号封印及之前的内容。`,
  fromBeginning: '从头开始校验',
  goOn: (seal) => `从第 ${seal} 号封印之后继续`,
  tail: '尚未封印的事件',
  noTail: '无',
  tailCount: (count, isMore) => `${isMore ? '至少 ' : ''}${count} 条：`,
  tailHint: '对这些事件的改动无法被发现。它们通常会在一分钟左右内完成封印。',
  oldTail:
    '对这些事件的改动无法被发现，而且它们等待封印的时间已经过长。请服务的运维人员检查：是否有写入事件后一直未结束的事务，是否有节点未使用当前生效的主密钥，以及日志中是否出现“a sweep failed”。',
  more: (count) => `另有 ${count} 处未在此列出；“ram-sso audit verify”会列出全部。`,
  mend: '处理办法：',
  columns: {
    where: '位置',
    when: '封印加盖时间',
    sealed: '封印时的事件数',
    found: '现有事件数',
    events: '没有封印的事件',
  },
  between: (after, upTo) => {
    if (upTo === null) return after === null ? '末尾' : `末尾，第 ${after} 号封印之后`;
    return after === null ? `从开头到第 ${upTo} 号封印` : `第 ${after} 号封印之后，到第 ${upTo} 号封印`;
  },
  eventsThen: '查看该时段的事件',
  kinds: {
    events_changed: {
      title: '事件被修改',
      meaning: '事件的数量与封印时相同，但其中的内容或先后顺序与当初写入时不一致。',
      mend: '请将该时段的事件与备份或已导出的副本比对，并查明封印之后有谁能够写入数据库。',
    },
    events_removed: {
      title: '事件被删除',
      meaning: '现有事件少于封印时的数量，且并非因保留期限而清除。',
      mend: '请在备份或已导出的副本中查看缺失的事件。如果有人手动删除了整月的数据，也会呈现为这种情况。',
    },
    events_inserted: {
      title: '事件被插入',
      meaning: '存在封印时没有的事件。若出现在末尾：这些事件使用了服务尚未分配的编号，因而永远不会被封印。',
      mend: '在与备份或已导出的副本比对之前，请勿采信该时段的事件。',
    },
    seals_missing: {
      title: '封印缺失',
      meaning:
        '封印被删除，相应的事件也就失去了佐证。若出现在末尾：也可能是有人以早已封印过的编号插入了事件。',
      mend: '请在备份（audit_seals 表）中查找这些封印，并将其涵盖的事件与现有事件比对。',
    },
    seal_changed: {
      title: '封印被修改',
      meaning: '封印与服务当初加盖的不一致，因此无法证明其涵盖的事件是否完好。',
      mend: '请将备份中的该封印（audit_seals 表）及其事件与现有内容比对。',
    },
    chain_broken: {
      title: '封印链断裂',
      meaning: '封印本身是服务加盖的，但与它前面的封印衔接不上：前面的封印已不是原来的那一个。',
      mend: '请将备份中的这两个封印（audit_seals 表）及其事件与现有内容比对。',
    },
    key_unknown: {
      title: '密钥缺失',
      meaning: '加盖这些封印所用的密钥已不存在，或无法解开，因此无法判断封印是否正确。',
      mend: '请从备份中恢复 audit_seal_keys 表中的相应记录，连同当时使用的主密钥，然后重新校验。',
    },
    head_differs: {
      title: '找不到所填的末端值',
      meaning: '封印链中没有所填写的末端值：末尾被截断，或封印链被重新制作，或数据库是从更早的备份恢复的。',
      mend: '请确认该末端值属于这份记录。如果记下它之后并未恢复过备份，请将记录的末尾与备份比对。',
    },
  },
  again: '与先前记下的末端值比对',
  againOfPlatform: '校验其他记录，或与先前记下的末端值比对',
  tenantId: '已删除租户的 ID',
  tenantIdHint: '留空则校验平台自身的记录',
  notedHead: '末端值',
  notedHeadHint: '即先前校验时显示的值：一个数字、一个冒号和 64 位十六进制字符',
  verify: '校验',
};
