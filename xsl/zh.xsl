<?xml version="1.0" encoding="UTF-8"?>
<!--
Pages in Chinese: every word that a page shows and the XML does not carry, and nothing else.

`say.*` are whole sentences and headings. The catalogues below them are looked up by identifier: each line is id=text, never empty.
en.xsl has the same names and identifiers in the same order, which tests/xsl/run.sh checks. A label missing here appears on the page
as its bare identifier in class "unlabelled", which fails the tests. Plain text, not key() or document(): a look-up costs two
microseconds, a choose of as many branches seven.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:include href="report.xsl"/>

<!-- ============================================================ sentences -->

<xsl:variable name="say.lang" select="'zh-CN'"/>
<xsl:variable name="say.lang-query" select="''"/>
<xsl:variable name="say.product" select="'惠企政策落实情况'"/>
<xsl:variable name="say.skip" select="'跳到正文'"/>
<xsl:variable name="say.nav" select="'主导航'"/>
<xsl:variable name="say.other-language" select="'English'"/>
<xsl:variable name="say.other-lang" select="'en'"/>
<xsl:variable name="say.as-of" select="'截至'"/>
<xsl:variable name="say.known-at" select="'知悉时点'"/>
<xsl:variable name="say.revision" select="'汇总'"/>
<xsl:variable name="say.no-rollup" select="'尚无已结汇总'"/>
<xsl:variable name="say.pinned" select="'时点固定'"/>
<xsl:variable name="say.late" select="'最近一期汇总逾期未结，以下数字按实时记录计算。'"/>
<xsl:variable name="say.late-link" select="'查看运行状况'"/>
<xsl:variable name="say.synthetic-page" select="'本库含模拟记录：公开报道未载明的拆分与明细由模拟数据补足，均标“模拟”。'"/>
<xsl:variable name="say.synthetic" select="'模拟'"/>
<xsl:variable name="say.synthetic-title" select="'含模拟数据'"/>
<xsl:variable name="say.reported" select="'仅总数上报'"/>
<xsl:variable name="say.source" select="'来源：'"/>
<xsl:variable name="say.not-reported" select="'未报送'"/>
<xsl:variable name="say.interval" select="'95% 区间'"/>
<xsl:variable name="say.interval-of" select="'% 区间'"/>
<xsl:variable name="say.to" select="'–'"/>
<xsl:variable name="say.change" select="'较上期'"/>
<xsl:variable name="say.headline" select="'主要数字'"/>
<xsl:variable name="say.figures" select="'数字'"/>
<xsl:variable name="say.funnel" select="'办理进度'"/>
<xsl:variable name="say.trend" select="'各报送期走势'"/>
<xsl:variable name="say.curve" select="'解决用时'"/>
<xsl:variable name="say.pace" select="'到目标日'"/>
<xsl:variable name="say.enterprises" select="'企业覆盖'"/>
<xsl:variable name="say.money" select="'融资与资金'"/>
<xsl:variable name="say.more" select="'其他数字'"/>
<xsl:variable name="say.rates" select="'各项率'"/>
<xsl:variable name="say.rules" select="'统计口径'"/>
<xsl:variable name="say.filters" select="'筛选'"/>
<xsl:variable name="say.remove" select="'取消此条件'"/>
<xsl:variable name="say.remove-all" select="'全部取消'"/>
<xsl:variable name="say.all" select="'全部'"/>
<xsl:variable name="say.moment" select="'选择截至日期'"/>
<xsl:variable name="say.show" select="'查看'"/>
<xsl:variable name="say.pages" select="'翻页'"/>
<xsl:variable name="say.first" select="'首页'"/>
<xsl:variable name="say.next" select="'下一页'"/>
<xsl:variable name="say.forms" select="'本页其他形式'"/>
<xsl:variable name="say.forms-xml" select="'XML'"/>
<xsl:variable name="say.forms-csv" select="'CSV 表格'"/>
<xsl:variable name="say.viewer" select="'查看人'"/>
<xsl:variable name="say.yes" select="'是'"/>
<xsl:variable name="say.no" select="'否'"/>
<xsl:variable name="say.empty" select="'没有符合条件的记录。'"/>
<xsl:variable name="say.not-shown" select="'名单只向有权限的查看人显示。'"/>
<xsl:variable name="say.error-parameter" select="'参数'"/>
<xsl:variable name="say.error-value" select="'所给的值'"/>
<xsl:variable name="say.error-reason" select="'原因'"/>
<xsl:variable name="say.error-expected" select="'应为'"/>
<xsl:variable name="say.error-path" select="'地址'"/>
<xsl:variable name="say.search" select="'查找'"/>
<xsl:variable name="say.search-hint" select="'每个词都要出现；全角、大小写、繁简不论'"/>
<xsl:variable name="say.home" select="'返回总览'"/>
<xsl:variable name="say.colon" select="'：'"/>

<!-- =========================================================== catalogues -->

<xsl:variable name="labels.report">
overview=总览
demands=政策需求
demand=政策需求
requirements=有效需求
requirement=有效需求
units=单位
unit=单位
enterprises=企业
enterprise=企业
rollups=汇总
rollup=汇总
health=运行状况
error=无法给出此页
loans=融资贷款
subsidies=支持资金
policies=政策
policy=政策
events=计入各率的事件
coverage=联络覆盖
search=查找
ledger=台账
batches=报送批次
batch=报送批次
problems=共性问题
problem=共性问题
</xsl:variable>

<xsl:variable name="labels.nav">
problems=共性问题
</xsl:variable>

<xsl:variable name="labels.figure">
demands-collected=收集需求
demands-valid=有效需求
demands-not-valid=非有效需求
demands-untriaged=待梳理
valid-rate=有效率
enterprises-registered=登记企业
enterprises-contacted=已联络企业
enterprises-with-valid=有有效需求的企业
enterprises-without-valid=无有效需求的企业
enterprises-with-valid-rate=有有效需求企业占比
enterprises-valid-rate=有有效需求企业占比
enterprises-coverage=联络覆盖率
requirements-solved=已解决
requirements-solved-on-time=按时解决
requirements-solved-late=逾期解决
requirements-dispatched=已分派
requirements=牵头有效需求
solved-on-time=按时解决
solved-late=逾期解决
solve-rate=解决率
solve-rate-collected=解决率（占收集）
requirements-open=办理中
requirements-overdue=逾期
requirements-not-due=未到期
requirements-awaiting=待分派
requirements-without-deadline=无期限
requirements-closed-unsolved=办结未解决
requirements-withdrawn=已撤回
overdue-rate=逾期率
period-collected=本期收集
period-opening=期初
period-valid=本期有效
period-dispatched=本期分派
period-solved=本期解决
period-returned=本期退回
period-closed-unsolved=本期办结未解决
period-withdrawn=本期撤回
period-overdue=期末逾期
period-closing=期末
days-left=距目标日（日历日）
workdays-left=距目标日（工作日）
rate-needed=每天需解决
rate-needed-workday=每个工作日需解决
solved-recently=近期每天解决
clear-chance=按期清零的可能
clear-chance-arriving=仍有新增时按期清零的可能
loans-applied=上报融资
loans-credit-granted=银行授信
loans-approved=获批贷款
loans-disbursed=已放款
subsidies-declared=申报资金
subsidies-approved=核准资金
subsidies-paid=兑付资金
loans-credit-granted-rate=授信占上报
loans-approved-rate=获批占上报
loans-disbursed-rate=放款占上报
disbursement-rate=兑付率
policy-clauses=条款
clause-coverage=条款覆盖率
policy-applications=申报
policy-payments=兑付笔数
policy-paid=兑付金额
response-rate=响应率
solve-rate-confirmed=回访确认解决率
on-time-rate=按时办结率
on-time-rate-dated=按时办结（占全部有期限）
on-time-rate-closed=办结中按时占比
return-rate=回退率
extension-rate=延期率
reopen-rate=重办率
satisfaction-rate=满意率
reporting-discipline=报送及时率
median-days=解决用时中位数
batches=报送批次
batches-faulty=待更正的报送
batch-rows=数据行
batch-taken=入库
batch-unchanged=早已入库
batch-good=无错误
batch-faulty=有错误的行
batch-faults=错误
</xsl:variable>

<xsl:variable name="labels.table">
units=责任单位排名
contact-units=包保部门
overdue=逾期需求
categories=需求类别
demands=政策需求
demand-facts=基本情况
requirement-facts=基本情况
unit-facts=基本情况
enterprise-facts=基本情况
rollup-facts=基本情况
facts=基本情况
evidence=建议依据
similar=可能重复的较早需求
dispositions=梳理记录
requirements=有效需求
events=办理记录
members=配合单位
periods=各期情况
enterprises=企业
rollups=各期汇总
rollup=本期
lines=单位与类别明细
days=每日收集与解决
conservation=平衡核对
unit-days=各单位逐日
difference=与上一修订的差异
rhythm=本期报送
escalated=提级
revisions=修订
checks=检查项
loan-stages=融资漏斗
loan-steps=环节衔接与用时
banks=银行
loans=融资贷款
targets=兑付目标
subsidy-stages=资金漏斗
subsidy-steps=环节衔接与用时
policies=政策
clauses=条款落实
subsidies=支持资金
policy-facts=基本情况
overlaps=与其他政策重叠的条款
measures=支持措施
money=本期资金
ageing=积压天数
submissions=报送记录
forecast=能否按期清零
forecast-history=预测所依据的各日
rates=本期各率
unit-rates=各单位各率（至期末）
counted=计入各率的事件
grids=各网格联络情况
coverage=企业联络情况
ledger=台账
next-steps=可办事项
batches=报送批次
batch-facts=基本情况
faults=错误
levels=各层级在办
problems=共性问题
problem=共性问题
problem-source=数据来源
problem-demands=所含政策需求
</xsl:variable>

<xsl:variable name="notes.table">
units=按解决率 95% 区间下限由高到低排列；数量少的单位区间宽，不因偶然的高比率排前。
contact-units=企业数按单位去重；各单位之和可大于全区去重数。
overdue=逾期最久者在前。
conservation=左右两边取自不同的记录，须相等。
loan-stages=笔数为该环节净额大于零的贷款数；净额＝发生额－冲回额。占上报以上报净额为分母；各环节未逐笔关联时，不能读作转化率。
loan-steps=只统计两个环节都有记录的同一笔贷款；用时按本地日期计。后一环节日期早于前一环节的，不计入用时各列，笔数另列为“日期颠倒”。
subsidy-stages=笔数为该环节净额大于零的项目数；净额＝发生额－冲回额。
subsidy-steps=只统计两个环节都有记录的同一笔资金；用时按本地日期计。后一环节日期早于前一环节的，不计入用时各列，笔数另列为“日期颠倒”。
escalated=尚未办结、已提到该级的有效需求。
difference=较晚入库的记录使本期重新汇总；原修订不变。
rhythm=按截至时点已到期的应报送计。
unit-days=各单位逐日之和等于本期收集与本期解决。
targets=目标未载金额的，以核准额为目标；均未报送的，不计算。目前速度为最近七个已结报送期以来平均每日兑付净额。
clauses=需求为该条款所对应类别的有效需求数；无需求、无申报、无兑付的条款为沉默条款。
rollup=链首核对此前全部记录与本期数字；能改写整个文件的人也能重算全链，请将链首打印签字或另处留存。
money=发生额与冲回额为本期，净额与笔数为期末累计。
ageing=自分派起的天数，扣除暂停；无期限的另列，合计等于办理中。
submissions=每期结束后按时报送计一次；定时巡查只列近 14 天缺报的。
forecast=到目标日为止。可能性由近四周各日重新抽取 1,000 次得出；节奏起伏大时，接近 0 或 100% 的数值过于肯定。
forecast-history=近四周已汇总的各日；新增净额按期平均到日。
rates=分母为本期到期、分派、办结或评价的件数。
unit-rates=至期末的一列与当时的单位页相同；本期一列只计本期到期、分派、办结或评价的件数。
ledger=在办有效需求，逾期最久者在前，无期限者在后；天数自分派起，扣除暂停；原期限只在延期后列出。
batches=新近报送的在前；同一文件再次报送不另计。
faults=按表格行号排列；改好后另存一份，文件名写明所更正的批次再报送。
levels=全部在办的有效需求按所在协调层级，合计等于办理中。
problems=多个网格的多家企业共同反映的问题，按类别、按原文各归一次，一条需求可同属两者；数据为上列报送期汇总时的情况。办理中、已解决为有效需求件数，重复、未梳理和无效的不计。
problem-demands=状态为报送期末的状态。
problem-source=共性问题随每次汇总冻结；其后的需求待所在报送期汇总时归并。
</xsl:variable>

<xsl:variable name="empty.table">
overdue=没有逾期需求。
evidence=没有规则词语。
similar=没有内容相近的较早需求。
dispositions=尚未梳理。
events=尚无办理记录。
members=没有配合单位。
requirements=没有符合条件的有效需求。
demands=没有符合条件的政策需求。
rollups=尚无已结汇总。
loan-steps=没有逐笔关联的环节。
subsidy-steps=没有逐笔关联的环节。
loans=没有符合条件的贷款。
subsidies=没有符合条件的资金。
targets=没有登记目标。
unit-days=本期没有收集或解决。
difference=本期没有修订。
rhythm=本期没有到期的报送。
escalated=没有提级的需求。
overlaps=没有与其他政策重叠的条款。
measures=没有登记可计算的措施。
banks=没有记录。
policies=没有登记政策。
clauses=没有登记条款。
money=本期没有贷款或资金记录。
ageing=没有积压。
submissions=尚无应报送的期。
forecast=目标日未设定或已过，或已汇总的天数不足七天。
forecast-history=没有可用于预测的汇总。
rates=本期没有可计的件。
unit-rates=还没有可计的件。
counted=没有符合条件的事件。
grids=没有登记网格。
units=没有登记单位。
contact-units=没有登记包保部门。
coverage=没有符合条件的企业。
ledger=没有符合条件的在办需求。
next-steps=没有可办事项。
batches=没有符合条件的报送。
faults=没有错误。
problems=没有共性问题，或尚未汇总。
problem=没有这个共性问题。
problem-source=尚未汇总。
problem-demands=没有符合条件或可查看的政策需求。
</xsl:variable>

<xsl:variable name="labels.column">
ref=编号
no=期号
code=代码
unit=单位
kind=类型
name=名称
value=内容
enterprise=企业
uscc=统一社会信用代码
grid=网格
contact_unit=包保部门
category=类别
disposition=梳理结果
requirement=有效需求
requirements=有效需求
demand=政策需求
demands=政策需求
term=词语
weight=权重
context=所在语句
similar=可能重复
similarity=相似度
proposed=建议类别
responsible=建议责任单位
method=判定方式
of_demand=所重复的需求
text=内容
at=时间
recorded_at=记录时间
dispatched=分派
deadline=期限
days_overdue=逾期天数
state=状态
section=科室
reason=理由
actor=经办
note=说明
phone_name=联系人
contact_name=企业联系人
phone=电话
collected=收集
valid=有效
valid_rate=有效率
solved=解决
rate=解决率
open=办理中
overdue=逾期
enterprises=企业数
contacted=已联络
lead=牵头
role=角色
start=开始
end=结束
period=期
revision=修订
closed_at=结账时间
version=版本
trail_no=链号
head=链首
opening=期初
closing=期末
reopened=重办
opened=立项
returned_in=退回转入
returned=退回
reassigned=改派
closed_unsolved=办结未解决
withdrawn=撤回
day=日期
date=日期
identity=恒等式
place=范围
left=左边
right=右边
holds=成立
ok=正常
escalated_to=层级
received=报送情况
late=迟报
on_time=按时
measure=指标
missing=未报
reminders=催报
report=报送内容
line=项
column=列
before=修订前
after=修订后
change=变化
synthetic=模拟
source=来源
stage=环节
next_stage=下一环节
number=笔数
gross=发生额
reversed=冲回额
net=净额
of_applied=占上报
linked=关联笔数
amount=前一环节金额
next_amount=后一环节金额
of_previous=占前一环节
days_median=中位天数
days_min=最短天数
days_max=最长天数
reversed_order=日期颠倒
bank=银行
applied_number=上报笔数
applied=上报
credit_granted=授信
approved_number=获批笔数
approved=获批/核准
disbursed=放款
declared=申报
paid=兑付
paid_number=兑付笔数
stage_at=到达日期
ended=终止
policy=政策
clause=条款
clauses=条款数
members=配合单位
due_on=目标日
target=目标金额
days_left=剩余天数
rate_held=目前每日
rate_needed=每日需
title=标题
level=层级
issuer=发文单位
issued_on=发文日期
silent=沉默条款
applications=申报数
aspect=方面
other_clause=其他政策条款
clause_no=条
use=使用情况
rank=名次
days=天数
reporting_discipline=按时报送
expected=应报送
on_time_rate=按时办结率
rate_name=率
rate_at_end=至期末
rate_in_period=本期
n=分子
d=分母
event=事件
respond_by=响应时限
answered=按时响应
outcome=结果
median_days=用时中位数（天）
target_day=目标日
solved_recently=近期每日解决
clear_chance=按期清零的可能
clear_chance_arriving=仍有新增时
came_net=新增净额
not_contacted=未联络
coverage=覆盖率
with_valid=有有效需求
contacts=联络次数
last_channel=最近渠道
last_contact=最近联络
channels=联络渠道
phase=阶段
given=原期限
urged=催办
progress=最近进展
next=办后阶段
quantity=落实
batch_kind=报送内容
file=文件
batch_state=入库情况
rows=行数
taken=入库
unchanged=早已入库
faulty=错误行
faults=错误
corrects=更正批次
settled_by=由此批更正
row=行
remedy=处理
cadres=包保干部
per_cadre=每名干部企业数
by=归并方式
problem=问题
terms=共同用语
grids=网格数
first=最早
last=最近
open_enterprises=办理中企业
open_grids=办理中网格
escalated=按共性问题提级
common_days=回溯天数
common_demands=至多最新需求数
common_enterprises=至少企业数
common_grids=至少网格数
demands_since=其后需求
</xsl:variable>

<xsl:variable name="labels.series">
collected=收集
valid=有效
solved=解决
dispatched=分派
open=办理中
overdue=逾期
solved-share=分派后若干天内解决的比例
</xsl:variable>

<xsl:variable name="labels.param">
as_of=截至
known_at=知悉时点
unit=单位
category=类别
disposition=梳理结果
state=状态
period=期
enterprise=企业
contact=联络
event=本期事件
stage=环节
bank=银行
policy=政策
clause=条款
age=天数
mark=计入
grid=网格
q=查找
phase=阶段
returned=退回
level=层级
result=结果
</xsl:variable>

<xsl:variable name="labels.value">
state.open=办理中
state.overdue=逾期
state.not_due=未到期
state.without_deadline=无期限
state.awaiting=待分派
state.solved=已解决
state.solved_on_time=按时解决
state.solved_late=逾期解决
state.solved_without_deadline=已解决（无期限）
state.closed_unsolved=办结未解决
state.withdrawn=已撤回
disposition.valid=有效
disposition.duplicate=重复
disposition.out_of_scope=不属政策范围
disposition.incomplete=信息不全
disposition.consultation=咨询类
disposition.superseded=已更正
disposition.untriaged=待梳理
disposition.not_valid=非有效
contact.contacted=已联络
contact.valid=有有效需求
contact.without_valid=已联络、无有效需求
contact.none=未联络
event.dispatched=分派
event.solved=解决
event.returned=退回
event.closed_unsolved=办结未解决
event.withdrawn=撤回
event.reopened=重办
role.leader=领导
role.unit=单位
role.auditor=监督
role.none=仅看总数
stage.applied=上报
stage.credit_granted=授信
stage.approved=获批/核准
stage.disbursed=放款
stage.declared=申报
stage.paid=兑付
state.confirmed=回访确认解决
state.due_met=到期且按时办结
state.closed_on_time=按时办结
state.extended=原定期限已到且曾延期
age.d0=0–1 天
age.d2=2–3 天
age.d4=4–6 天
age.d7=7–14 天
age.d15=15–29 天
age.d30=30 天及以上
mark.dispatched=分派
mark.returned=被退回的分派
mark.limit=已到期的响应时限
mark.answered=按时响应
mark.closed=办结
mark.reopened=办结后又重办
mark.rated=已评价
mark.satisfied=满意
phase.awaiting=待分派
phase.dispatched=待接收
phase.accepted=办理中
phase.paused=等待企业
returned.once=退回过
returned.pingpong=推诿
result.faulty=待更正
result.corrected=已更正
result.good=无错误
result.unchecked=尚未核对
state.escalated=按共性问题提级
</xsl:variable>

<xsl:variable name="labels.unit">
days=天
workdays=个工作日
per_day=条
</xsl:variable>

<xsl:variable name="labels.status">
400=请求有误
401=需要登录
403=无权查看
404=没有此页
405=不支持的方法
406=没有此种形式
408=请求超时
414=地址过长
429=请求过多
431=请求头过大
500=服务器内部错误
502=服务暂不可用
503=服务暂不可用
504=服务超时
</xsl:variable>

</xsl:stylesheet>
