<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ActivationPlot</name>
        <message>
            <source>Asking the station …</source>
            <translation>正在查询主站…</translation>
        </message>
        <message>
            <source>limit {value}</source>
            <translation>限值 {value}</translation>
        </message>
        <message>
            <source>raised {time}</source>
            <translation>{time} 发出</translation>
        </message>
        <message>
            <source>cleared</source>
            <translation>已解除</translation>
        </message>
        <message>
            <source>{time}: not known</source>
            <translation>{time}：没有数据</translation>
        </message>
    </context>
    <context>
        <name>AlarmCard</name>
        <message>
            <source>since {time}</source>
            <translation>自 {time}</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>由 {name}</translation>
        </message>
        <message>
            <source>Cause</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Leads to</source>
            <translation>后果</translation>
        </message>
        <message>
            <source>Do</source>
            <translation>处理</translation>
        </message>
        <message>
            <source>Acknowledging …</source>
            <translation>正在确认…</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Acknowledge this alarm. The station confirms it in the list.</source>
            <translation>确认此警报。主站会在列表中回复。</translation>
        </message>
        <message>
            <source>Resetting …</source>
            <translation>复位中 …</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>复位</translation>
        </message>
        <message>
            <source>It cleared and was acknowledged. Reset it when the place has been checked.</source>
            <translation>条件已清除并已确认。现场检查后请复位。</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Checklist, course, surroundings and history of this alarm (Ctrl+I)</source>
            <translation>此警报的处置步骤、走势、周边和历史（Ctrl+I）</translation>
        </message>
    </context>
    <context>
        <name>AlarmCells</name>
        <message>
            <source>overdue {age}</source>
            <translation>超时 {age}</translation>
        </message>
        <message>
            <source>not in alarm</source>
            <translation>没有警报</translation>
        </message>
        <message>
            <source>in alarm</source>
            <translation>警报中</translation>
        </message>
        <message>
            <source>follows from: {alarm}</source>
            <translation>源于：{alarm}</translation>
        </message>
        <message>
            <source>until it clears</source>
            <translation>至解除为止</translation>
        </message>
        <message>
            <source>while that stands</source>
            <translation>至该警报解除</translation>
        </message>
        <message>
            <source>until ended</source>
            <translation>至有人结束</translation>
        </message>
        <message>
            <source>now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>by design</source>
            <translation>按设计</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
    </context>
    <context>
        <name>AlarmDetail</name>
        <message>
            <source>Cause and effect</source>
            <translation>因果关系</translation>
        </message>
        <message>
            <source>Suppression</source>
            <translation>抑制</translation>
        </message>
        <message>
            <source>At the same time nearby</source>
            <translation>附近同时的警报</translation>
        </message>
        <message>
            <source>It is kept with the situation, for every desk.</source>
            <translation>记录随事态保存，各席位均可查看。</translation>
        </message>
    </context>
    <context>
        <name>AlarmDetailKeys</name>
        <message>
            <source>Tick a step of the checklist</source>
            <translation>勾选处置步骤</translation>
        </message>
        <message>
            <source>Acknowledge; with a comment; reset</source>
            <translation>确认；附注确认；复位</translation>
        </message>
        <message>
            <source>Show on the map; plot</source>
            <translation>在地图上显示；绘图</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Backspace</translation>
        </message>
        <message>
            <source>To the entity and its values</source>
            <translation>前往实体及其数值</translation>
        </message>
    </context>
    <context>
        <name>AlarmFilters</name>
        <message>
            <source>unacknowledged only</source>
            <translation>只看未确认</translation>
        </message>
        <message>
            <source>words “{words}”</source>
            <translation>词语“{words}”</translation>
        </message>
        <message>
            <source>without {priorities}</source>
            <translation>不含{priorities}</translation>
        </message>
        <message>
            <source>system {name}</source>
            <translation>系统{name}</translation>
        </message>
        <message>
            <source>area</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>mine (critical ones are shown)</source>
            <translation>我的（仍显示危急警报）</translation>
        </message>
        <message>
            <source>{condition}: hides {count}</source>
            <translation>{condition}：隐藏 {count} 个</translation>
        </message>
    </context>
    <context>
        <name>AlarmGroups</name>
        <message>
            <source>in no district</source>
            <translation>不属于任何地区</translation>
        </message>
        <message>
            <source>in no group</source>
            <translation>不属于任何组别</translation>
        </message>
        <message>
            <source>Not grouped</source>
            <translation>不分组</translation>
        </message>
        <message>
            <source>District</source>
            <translation>地区</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Situation</source>
            <translation>事态</translation>
        </message>
        <message>
            <source>Group of its rule</source>
            <translation>规则所属组别</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
    </context>
    <context>
        <name>AlarmHistory</name>
        <message>
            <source>raised</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>cleared</source>
            <translation>已解除</translation>
        </message>
        <message>
            <source>acknowledged</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>reset</source>
            <translation>已复位</translation>
        </message>
        <message>
            <source>priority rose</source>
            <translation>优先级上升</translation>
        </message>
        <message>
            <source>alarmed again</source>
            <translation>再次发出</translation>
        </message>
        <message>
            <source>followed by a new one</source>
            <translation>由新警报取代</translation>
        </message>
        <message>
            <source>shelved</source>
            <translation>已搁置</translation>
        </message>
        <message>
            <source>unshelved</source>
            <translation>取消搁置</translation>
        </message>
        <message>
            <source>shelving ended</source>
            <translation>搁置结束</translation>
        </message>
        <message>
            <source>suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>suppression ended</source>
            <translation>抑制结束</translation>
        </message>
        <message>
            <source>taken out of service</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>back in service</source>
            <translation>恢复使用</translation>
        </message>
        <message>
            <source>situation began</source>
            <translation>事态开始</translation>
        </message>
        <message>
            <source>joined a situation</source>
            <translation>并入事态</translation>
        </message>
        <message>
            <source>situations merged</source>
            <translation>事态合并</translation>
        </message>
        <message>
            <source>situation taken on</source>
            <translation>接手事态</translation>
        </message>
        <message>
            <source>note on a situation</source>
            <translation>事态记事</translation>
        </message>
        <message>
            <source>note</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>step ticked</source>
            <translation>勾选步骤</translation>
        </message>
        <message>
            <source>situation over</source>
            <translation>事态结束</translation>
        </message>
        <message>
            <source>flood began</source>
            <translation>泛滥开始</translation>
        </message>
        <message>
            <source>flood over</source>
            <translation>泛滥结束</translation>
        </message>
        <message>
            <source>note corrected</source>
            <translation>记事已更正</translation>
        </message>
        <message>
            <source>usual values learnt</source>
            <translation>已学习常值</translation>
        </message>
        <message>
            <source>rules changed</source>
            <translation>规则更改</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>由 {name}</translation>
        </message>
    </context>
    <context>
        <name>AlarmIntents</name>
        <message numerus="yes">
            <source> (%n alarms)</source>
            <translation>
                <numerusform>（%n 个警报）</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarms, each for its reason:</source>
            <translation>
                <numerusform>%n 个警报，原因各异：</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed it for %n alarm(s). Try again.</source>
            <translation>
                <numerusform>主站未回复 %n 个警报，请重试。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmKeys</name>
        <message>
            <source>A, Space, Enter</source>
            <translation>A、空格键、Enter</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Acknowledge with a comment</source>
            <translation>附注确认</translation>
        </message>
        <message>
            <source>Reset what is latched</source>
            <translation>复位已锁存的警报</translation>
        </message>
        <message>
            <source>Shelve, unshelve</source>
            <translation>搁置、取消搁置</translation>
        </message>
        <message>
            <source>Out of service, back in service</source>
            <translation>停用、恢复使用</translation>
        </message>
        <message>
            <source>Suppress, end the suppression</source>
            <translation>抑制、结束抑制</translation>
        </message>
        <message>
            <source>Undo a laying aside, else a filter</source>
            <translation>撤销放置一旁，否则撤销筛选</translation>
        </message>
        <message>
            <source>Group by district, system, situation …</source>
            <translation>按地区、系统、事态等分组</translation>
        </message>
        <message>
            <source>Fold into situations, and back</source>
            <translation>折叠成事态，或展开</translation>
        </message>
        <message>
            <source>Detail of the alarm or the situation</source>
            <translation>警报或事态的详情</translation>
        </message>
        <message>
            <source>Silence the tones, or end it</source>
            <translation>提示音静音，或恢复</translation>
        </message>
        <message>
            <source>Show on the map; plot; its rule</source>
            <translation>在地图上显示；绘图；所属规则</translation>
        </message>
        <message>
            <source>Fold, unfold a group; with Shift all</source>
            <translation>折叠、展开一组；按住 Shift 则全部</translation>
        </message>
        <message>
            <source>Next list: in alarm, shelved …</source>
            <translation>下一个列表：警报中、已搁置…</translation>
        </message>
        <message>
            <source>Saved views; choose one; none</source>
            <translation>已保存视图；选一个；不用</translation>
        </message>
        <message>
            <source>Filter by words</source>
            <translation>按词语筛选</translation>
        </message>
        <message>
            <source>Export as CAP</source>
            <translation>导出为 CAP</translation>
        </message>
        <message>
            <source>To the top; sort in what is new</source>
            <translation>到顶端；并入新警报</translation>
        </message>
    </context>
    <context>
        <name>AlarmMenus</name>
        <message>
            <source>Acknowledge with a comment …</source>
            <translation>附注确认…</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>在地图上显示</translation>
        </message>
        <message>
            <source>Plot</source>
            <translation>绘图</translation>
        </message>
        <message>
            <source>Show the rule</source>
            <translation>显示规则</translation>
        </message>
        <message>
            <source>Export as CAP…</source>
            <translation>导出为 CAP…</translation>
        </message>
        <message>
            <source>Sort in what is new</source>
            <translation>并入新警报</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>排序方式</translation>
        </message>
        <message>
            <source>Fold all</source>
            <translation>全部折叠</translation>
        </message>
        <message>
            <source>Unfold all</source>
            <translation>全部展开</translation>
        </message>
        <message>
            <source>As at first: no filter, no grouping</source>
            <translation>恢复初始：不筛选、不分组</translation>
        </message>
        <message>
            <source>Save this view …</source>
            <translation>保存此视图…</translation>
        </message>
        <message>
            <source>Delete a view</source>
            <translation>删除视图</translation>
        </message>
    </context>
    <context>
        <name>AlarmPanel</name>
        <message>
            <source>The alarm list does not show every alarm just now: restart the console, and report it.</source>
            <translation>警报列表当前未显示所有警报：请重新启动控制台并上报。</translation>
        </message>
        <message numerus="yes">
            <source>The filters hide all %n alarm(s).</source>
            <translation>
                <numerusform>筛选隐藏了全部 %n 个警报。</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is laid aside in this way. S shelves an alarm, O takes it out of service.</source>
            <translation>没有这样放置一旁的警报。按 S 搁置警报，按 O 停用警报。</translation>
        </message>
        <message>
            <source>No alarms: nothing is watched. No rule of the catalogue applies to the {entities} entities known.</source>
            <translation>没有警报：目前没有监视任何项目。目录中没有规则适用于已知的 {entities} 个实体。</translation>
        </message>
        <message>
            <source>No alarms. {rules} rules are watching {entities} entities.</source>
            <translation>没有警报。{rules} 条规则正在监视 {entities} 个实体。</translation>
        </message>
        <message>
            <source>Save this view</source>
            <translation>保存此视图</translation>
        </message>
        <message>
            <source>Filters, sort and grouping are kept under this name, for you at this desk:</source>
            <translation>筛选、排序和分组会以此名称保存，供您在此席位使用：</translation>
        </message>
        <message>
            <source>Not saved: {reason}.</source>
            <translation>未能保存：{reason}。</translation>
        </message>
    </context>
    <context>
        <name>AlarmReasons</name>
        <message>
            <source>known fault, crew informed</source>
            <translation>已知故障，已通知维修人员</translation>
        </message>
        <message>
            <source>chatters, to be looked at</source>
            <translation>反复跳变，待查</translation>
        </message>
        <message>
            <source>work on site</source>
            <translation>现场施工</translation>
        </message>
        <message>
            <source>follows from another alarm</source>
            <translation>源于另一警报</translation>
        </message>
        <message>
            <source>maintenance</source>
            <translation>维护检修</translation>
        </message>
    </context>
    <context>
        <name>AlarmTable</name>
        <message>
            <source>Beneath</source>
            <translation>实际状态</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>剩余时间</translation>
        </message>
        <message>
            <source>By whom</source>
            <translation>经手人</translation>
        </message>
        <message>
            <source>Since ({zone})</source>
            <translation>开始（{zone}）</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>历时</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Value / limit</source>
            <translation>数值／限值</translation>
        </message>
        <message>
            <source>Respond in</source>
            <translation>处理限时</translation>
        </message>
        <message>
            <source>Acknowledged by</source>
            <translation>确认者</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Sort by: {column}. Once more: the other way round.</source>
            <translation>按“{column}”排序。再点一次则反向。</translation>
        </message>
        <message>
            <source>→ unfolds</source>
            <translation>→ 展开</translation>
        </message>
        <message>
            <source>← folds</source>
            <translation>← 折叠</translation>
        </message>
        <message>
            <source>worst: {priority}</source>
            <translation>最严重：{priority}</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s)</source>
            <translation>
                <numerusform>%n 个警报</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n 个未确认</numerusform>
            </translation>
        </message>
        <message>
            <source>under way …</source>
            <translation>处理中…</translation>
        </message>
        <message numerus="yes">
            <source>1: came first in its situation; %n more followed within {s} s of each other</source>
            <translation>
                <numerusform>1：所属事态中最先发出；其后 %n 个相继发出，前后相隔不超过 {s} 秒</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1: came first at this place; %n more followed within {s} s of each other</source>
            <translation>
                <numerusform>1：此地点最先发出；其后 %n 个相继发出，前后相隔不超过 {s} 秒</numerusform>
            </translation>
        </message>
        <message>
            <source>Cause</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>处理方法</translation>
        </message>
        <message>
            <source>Acknowledged by {name}: {comment}</source>
            <translation>由 {name} 确认：{comment}</translation>
        </message>
    </context>
    <context>
        <name>AlarmVerbs</name>
        <message>
            <source>Only a supervisor may acknowledge this alarm.</source>
            <translation>此警报只能由主管确认。</translation>
        </message>
        <message>
            <source>Only a supervisor may reset this alarm.</source>
            <translation>此警报只能由主管复位。</translation>
        </message>
        <message>
            <source>Only a supervisor may shelve this alarm.</source>
            <translation>此警报只能由主管搁置。</translation>
        </message>
        <message>
            <source>Only a supervisor may unshelve this alarm.</source>
            <translation>此警报只能由主管取消搁置。</translation>
        </message>
        <message>
            <source>Suppressing needs a supervisor.</source>
            <translation>抑制须由主管操作。</translation>
        </message>
        <message>
            <source>Ending a suppression needs a supervisor.</source>
            <translation>结束抑制须由主管操作。</translation>
        </message>
        <message>
            <source>Taking out of service needs a supervisor.</source>
            <translation>停用须由主管操作。</translation>
        </message>
        <message>
            <source>Returning to service needs a supervisor.</source>
            <translation>恢复使用须由主管操作。</translation>
        </message>
        <message>
            <source>Ctrl+Shift+O changes who sits here.</source>
            <translation>按 Ctrl+Shift+O 可更换操作员。</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>复位</translation>
        </message>
        <message>
            <source>Shelve</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>Unshelve</source>
            <translation>取消搁置</translation>
        </message>
        <message>
            <source>Suppress</source>
            <translation>抑制</translation>
        </message>
        <message>
            <source>End suppression</source>
            <translation>结束抑制</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Return to service</source>
            <translation>恢复使用</translation>
        </message>
        <message>
            <source>Not acknowledged.</source>
            <translation>未能确认。</translation>
        </message>
        <message>
            <source>Not reset.</source>
            <translation>未能复位。</translation>
        </message>
        <message>
            <source>Not shelved.</source>
            <translation>未能搁置。</translation>
        </message>
        <message>
            <source>Not unshelved.</source>
            <translation>未能取消搁置。</translation>
        </message>
        <message>
            <source>Not suppressed.</source>
            <translation>未能抑制。</translation>
        </message>
        <message>
            <source>Suppression not ended.</source>
            <translation>未能结束抑制。</translation>
        </message>
        <message>
            <source>Not taken out of service.</source>
            <translation>未能停用。</translation>
        </message>
        <message>
            <source>Not returned to service.</source>
            <translation>未能恢复使用。</translation>
        </message>
        <message>
            <source>Nothing to reset: only latched and acknowledged alarms are reset.</source>
            <translation>没有可复位的警报：只有已锁存并已确认的警报才可复位。</translation>
        </message>
        <message>
            <source>Nothing to shelve: it is shelved or out of service already.</source>
            <translation>没有可搁置的警报：已搁置或已停用。</translation>
        </message>
        <message>
            <source>Nothing to unshelve: none of these alarms is shelved.</source>
            <translation>没有可取消搁置的警报：这些警报均未搁置。</translation>
        </message>
        <message>
            <source>Nothing to suppress: it is suppressed already.</source>
            <translation>没有可抑制的警报：已抑制。</translation>
        </message>
        <message>
            <source>No suppression to end: none of these alarms is suppressed.</source>
            <translation>没有可结束的抑制：这些警报均未被抑制。</translation>
        </message>
        <message>
            <source>It is out of service already.</source>
            <translation>已停用。</translation>
        </message>
        <message>
            <source>Nothing to return: none of these alarms is out of service.</source>
            <translation>没有可恢复使用的警报：这些警报均未停用。</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) shelved.</source>
            <translation>
                <numerusform>已搁置 %n 个警报。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) suppressed.</source>
            <translation>
                <numerusform>已抑制 %n 个警报。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) out of service.</source>
            <translation>
                <numerusform>已停用 %n 个警报。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmWording</name>
        <message>
            <source>back to normal</source>
            <translation>已恢复正常</translation>
        </message>
        <message>
            <source>unacknowledged</source>
            <translation>未确认</translation>
        </message>
        <message>
            <source>acknowledged</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>returned</source>
            <translation>已恢复</translation>
        </message>
        <message>
            <source>latched</source>
            <translation>已锁存</translation>
        </message>
        <message>
            <source>latched, ack.</source>
            <translation>已锁存，已确认</translation>
        </message>
        <message>
            <source>shelved</source>
            <translation>已搁置</translation>
        </message>
        <message>
            <source>suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>critical</source>
            <translation>危急</translation>
        </message>
        <message>
            <source>high</source>
            <translation>高</translation>
        </message>
        <message>
            <source>medium</source>
            <translation>中</translation>
        </message>
        <message>
            <source>low</source>
            <translation>低</translation>
        </message>
        <message>
            <source>unack.</source>
            <translation>未确认</translation>
        </message>
        <message>
            <source>acked</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>to reset</source>
            <translation>待复位</translation>
        </message>
    </context>
    <context>
        <name>AlarmsCard</name>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message numerus="yes">
            <source>None. %n rules watch the city.</source>
            <translation>
                <numerusform>没有。%n 条规则正在监视全市。</numerusform>
            </translation>
        </message>
        <message>
            <source>None.</source>
            <translation>没有。</translation>
        </message>
        <message>
            <source>Click: select it. Enter or double click: show it in the alarm list</source>
            <translation>单击：选中。Enter 或双击：在警报列表中显示</translation>
        </message>
    </context>
    <context>
        <name>AlertDialog</name>
        <message>
            <source>EXERCISE – Draft an alert to the public</source>
            <translation>演习 – 草拟公众警示</translation>
        </message>
        <message>
            <source>It is sent to nobody: its status is Exercise, and it stands in the session only.</source>
            <translation>不会发给任何人：状态为“演习”，只存于本次演习记录。</translation>
        </message>
        <message>
            <source>What has happened, who is concerned, what people should do</source>
            <translation>发生了什么、影响哪些人、公众应如何应对</translation>
        </message>
        <message>
            <source>Minor</source>
            <translation>一般</translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation>较重</translation>
        </message>
        <message>
            <source>Severe</source>
            <translation>严重</translation>
        </message>
        <message>
            <source>Extreme</source>
            <translation>特别严重</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>正文</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>严重程度</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>草拟</translation>
        </message>
    </context>
    <context>
        <name>AreaCard</name>
        <message>
            <source>In this area</source>
            <translation>区域内</translation>
        </message>
        <message>
            <source>Narrow map, alarms and overview to this area (Ctrl+D; Ctrl+Shift+D leaves it)</source>
            <translation>地图、警报和概览只显示此区域（Ctrl+D；Ctrl+Shift+D 离开）</translation>
        </message>
        <message>
            <source>no alarms</source>
            <translation>没有警报</translation>
        </message>
        <message>
            <source>Its outline cannot be used: {reason}</source>
            <translation>无法使用其边界：{reason}</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>%n other kinds</source>
            <translation>
                <numerusform>其他 %n 种</numerusform>
            </translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>总和</translation>
        </message>
        <message>
            <source>least</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>most</source>
            <translation>最大值</translation>
        </message>
        <message numerus="yes">
            <source>{way} of %n value(s)</source>
            <translation>
                <numerusform>%n 个数值的{way}</numerusform>
            </translation>
        </message>
        <message>
            <source>old data only</source>
            <translation>只有旧数据</translation>
        </message>
        <message>
            <source>Show the whole city again</source>
            <translation>重新显示全市</translation>
        </message>
        <message>
            <source>Show only this area</source>
            <translation>只显示此区域</translation>
        </message>
    </context>
    <context>
        <name>AreaChoice</name>
        <message>
            <source>Area</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整个城市</translation>
        </message>
    </context>
    <context>
        <name>AreaFilter</name>
        <message>
            <source>Show the whole city again (Ctrl+Shift+D)</source>
            <translation>重新显示全市（Ctrl+Shift+D）</translation>
        </message>
        <message>
            <source>Only {area}</source>
            <translation>只看{area}</translation>
        </message>
        <message>
            <source>The whole city again</source>
            <translation>返回全市</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) outside</source>
            <translation>
                <numerusform>区域外 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>show the city</source>
            <translation>显示全市</translation>
        </message>
    </context>
    <context>
        <name>AsideBar</name>
        <message>
            <source>For a while, then it comes back by itself (S)</source>
            <translation>暂时搁置，其后自动返回列表（S）</translation>
        </message>
        <message>
            <source>Until somebody ends it; needs a supervisor (X)</source>
            <translation>直至有人结束；须由主管操作（X）</translation>
        </message>
        <message>
            <source>Under a permit, until returned; needs a supervisor (O)</source>
            <translation>凭许可证停用，直至恢复使用；须由主管操作（O）</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭（Esc）</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>您的姓名</translation>
        </message>
        <message>
            <source>Required, and written to the journal. Arrow down: what was said before.</source>
            <translation>必填，并会记入日志。向下键：之前用过的原因。</translation>
        </message>
        <message>
            <source>When it comes back by itself</source>
            <translation>何时自动返回列表</translation>
        </message>
        <message>
            <source> min</source>
            <translation> 分钟</translation>
        </message>
        <message>
            <source>For so many minutes</source>
            <translation>搁置的分钟数</translation>
        </message>
        <message numerus="yes">
            <source>Shelve %n alarm(s)</source>
            <translation>
                <numerusform>搁置 %n 个警报</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Suppress %n alarm(s)</source>
            <translation>
                <numerusform>抑制 %n 个警报</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take %n alarm(s) out of service</source>
            <translation>
                <numerusform>停用 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>Permit, reason (required)</source>
            <translation>许可证、原因（必填）</translation>
        </message>
        <message>
            <source>Reason (required)</source>
            <translation>原因（必填）</translation>
        </message>
        <message>
            <source>15 minutes</source>
            <translation>15 分钟</translation>
        </message>
        <message>
            <source>1 hour</source>
            <translation>1 小时</translation>
        </message>
        <message>
            <source>4 hours</source>
            <translation>4 小时</translation>
        </message>
        <message>
            <source>end of shift</source>
            <translation>班次结束</translation>
        </message>
        <message>
            <source>until it clears</source>
            <translation>至解除为止</translation>
        </message>
        <message>
            <source>other …</source>
            <translation>其他…</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
        <message>
            <source>Say why: the journal needs a reason</source>
            <translation>请说明原因：日志须记录原因</translation>
        </message>
    </context>
    <context>
        <name>AttributeList</name>
        <message>
            <source>suspect</source>
            <translation>可疑</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>过时</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>无效</translation>
        </message>
        <message>
            <source>measured {time}</source>
            <translation>测量于 {time}</translation>
        </message>
        <message>
            <source>received {time}</source>
            <translation>接收于 {time}</translation>
        </message>
        <message>
            <source>Drag it into the trends, or double-click to plot it.</source>
            <translation>拖到趋势面板，或双击以绘图。</translation>
        </message>
    </context>
    <context>
        <name>Away</name>
        <message>
            <source>Show the time around the newest value (N)</source>
            <translation>显示最新数值前后的时间（N）</translation>
        </message>
        <message>
            <source>The newest value is from {time}. Go to it</source>
            <translation>最新数值的时间是 {time}。前往该处</translation>
        </message>
        <message>
            <source>No values here. The newest is from {time}. Go to it</source>
            <translation>此处没有数值。最新数值的时间是 {time}。前往该处</translation>
        </message>
        <message>
            <source>Nothing is recorded of this time.</source>
            <translation>此时段没有记录。</translation>
        </message>
    </context>
    <context>
        <name>Basemap</name>
        <message>
            <source>Parts of its directory cannot be read. Copy it again.</source>
            <translation>其目录有部分无法读取。请重新复制。</translation>
        </message>
        <message>
            <source>{count} features in the tiles looked at are broken and left out; the rest is drawn.</source>
            <translation>抽查的瓦片中有 {count} 个要素损坏并已略去；其余照常绘制。</translation>
        </message>
        <message>
            <source>{broken} of {looked_at} tiles looked at cannot be read.</source>
            <translation>抽查了 {looked_at} 个瓦片，其中 {broken} 个无法读取。</translation>
        </message>
        <message>
            <source>{empty} of {looked_at} tiles looked at are empty.</source>
            <translation>抽查了 {looked_at} 个瓦片，其中 {empty} 个为空。</translation>
        </message>
        <message>
            <source>None of its layers has a name that the map's style knows: it is drawn as plain outlines.</source>
            <translation>地图样式不认识其任何图层名称，只绘制轮廓。</translation>
        </message>
        <message>
            <source>It does not say whose data it is: there is no attribution to show.</source>
            <translation>文件未注明数据来源，因此没有来源标注可显示。</translation>
        </message>
        <message>
            <source>Its centre lies outside its bounds.</source>
            <translation>其中心点在范围之外。</translation>
        </message>
        <message>
            <source>The folder {folder} holds no tiles: they should lie in it as zoom/column/row.png (or jpg, webp, mvt, pbf).</source>
            <translation>文件夹 {folder} 中没有瓦片：瓦片应按 zoom/column/row.png（或 jpg、webp、mvt、pbf）存放。</translation>
        </message>
        <message>
            <source>{name} is too large for GeoJSON; make vector tiles of it.</source>
            <translation>作为 GeoJSON，{name} 过大，请转换为矢量瓦片。</translation>
        </message>
        <message>
            <source>{name} is not readable JSON: {error}.</source>
            <translation>{name} 不是可读取的 JSON：{error}。</translation>
        </message>
        <message>
            <source>{name} is TopoJSON; convert it to GeoJSON first (`ogr2ogr out.geojson {name}`).</source>
            <translation>{name} 是 TopoJSON，请先转换为 GeoJSON（`ogr2ogr out.geojson {name}`）。</translation>
        </message>
        <message>
            <source>{name} is JSON but not GeoJSON.</source>
            <translation>{name} 是 JSON，但不是 GeoJSON。</translation>
        </message>
        <message>
            <source>broken geometry</source>
            <translation>几何图形损坏</translation>
        </message>
        <message>
            <source>no geometry</source>
            <translation>没有几何图形</translation>
        </message>
        <message>
            <source>an area around a pole</source>
            <translation>环绕极点的区域</translation>
        </message>
        <message>
            <source>an area without extent</source>
            <translation>面积为零的区域</translation>
        </message>
        <message>
            <source>too few points</source>
            <translation>点数不足</translation>
        </message>
        <message>
            <source>coordinates that are not degrees (save them as EPSG:4326)</source>
            <translation>坐标不是以度表示（请保存为 EPSG:4326）</translation>
        </message>
        <message>
            <source>latitude and longitude swapped (GeoJSON puts longitude first)</source>
            <translation>经纬度颠倒（GeoJSON 经度在前）</translation>
        </message>
        <message>
            <source>latitude beyond 90 degrees</source>
            <translation>纬度超出 90 度</translation>
        </message>
        <message>
            <source>longitude beyond 180 degrees</source>
            <translation>经度超出 180 度</translation>
        </message>
        <message>
            <source>Nothing in {name} can be drawn: {reasons}.</source>
            <translation>{name} 中没有可绘制的内容：{reasons}。</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>文件为空</translation>
        </message>
        <message>
            <source>{count} of {all} features of {name} are not drawn: {reasons}.</source>
            <translation>{name} 的 {all} 个要素中有 {count} 个未绘制：{reasons}。</translation>
        </message>
        <message>
            <source>{name} answers with neither tiles nor a description of them. Give an address with {{z}}, {{x}} and {{y}}, a TileJSON or WMTS capabilities.</source>
            <translation>{name} 返回的既非瓦片，也非瓦片说明。请输入含 {{z}}、{{x}} 和 {{y}} 的网址，或 TileJSON、WMTS capabilities 的网址。</translation>
        </message>
        <message>
            <source>{name} has no tiles at the given address ({status}). Check the address.</source>
            <translation>{name} 在所给网址没有瓦片（{status}）。请检查网址。</translation>
        </message>
        <message>
            <source>{name} answers with {content} instead of a map tile.</source>
            <translation>{name} 返回的是 {content}，而非地图瓦片。</translation>
        </message>
        <message>
            <source>{name} refuses its tiles ({status}): the address may lack a key.</source>
            <translation>{name} 拒绝提供瓦片（{status}）：网址可能缺少密钥。</translation>
        </message>
        <message>
            <source>{name} is asked too often and wants a pause ({status}).</source>
            <translation>对 {name} 的请求过于频繁，须稍候再试（{status}）。</translation>
        </message>
        <message>
            <source>{name} cannot give its tiles now ({status}).</source>
            <translation>{name} 暂时无法提供瓦片（{status}）。</translation>
        </message>
        <message>
            <source>{name} is not trusted: {error}. Add the certificate of its authority to this computer's, or name its file in SSL_CERT_FILE.</source>
            <translation>不信任 {name}：{error}。请在此计算机添加其证书颁发机构的证书，或用 SSL_CERT_FILE 指定证书文件。</translation>
        </message>
        <message>
            <source>{name} does not answer ({error}).</source>
            <translation>{name} 没有响应（{error}）。</translation>
        </message>
        <message>
            <source>What was fetched before is shown; the server is asked again by itself.</source>
            <translation>现显示之前获取的瓦片；系统会自动重新请求服务器。</translation>
        </message>
        <message>
            <source>{name} is slow: its tiles appear as they come.</source>
            <translation>{name} 响应缓慢：瓦片会陆续出现。</translation>
        </message>
        <message>
            <source>The basemap {path} does not exist.</source>
            <translation>底图 {path} 不存在。</translation>
        </message>
        <message>
            <source>The basemap {path} cannot be read: {reason}.</source>
            <translation>无法读取底图 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{name} is neither a PMTiles nor an MBTiles nor a GeoJSON file; choose one of these as basemap, a folder of tiles, or the address of a tile server.</source>
            <translation>{name} 不是 PMTiles、MBTiles 或 GeoJSON 文件；请选择其中一种作为底图，或选择瓦片文件夹、瓦片服务器网址。</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist.</source>
            <translation>文件夹 {folder} 不存在。</translation>
        </message>
        <message>
            <source>The picture {out} could not be written.</source>
            <translation>无法写入图片 {out}。</translation>
        </message>
        <message>
            <source>The WMTS capabilities cannot be read: {reason}.</source>
            <translation>无法读取 WMTS capabilities：{reason}。</translation>
        </message>
        <message>
            <source>The WMTS has no layer {wanted}. It has: {names}. Add #LAYER to the address.</source>
            <translation>此 WMTS 没有图层 {wanted}，现有：{names}。请在网址后加上 #LAYER。</translation>
        </message>
        <message>
            <source>The WMTS offers no picture tiles in the web's own grid (WebMercatorQuad, GoogleMapsCompatible), and no other can be drawn.</source>
            <translation>此 WMTS 没有网络通用网格（WebMercatorQuad、GoogleMapsCompatible）的图片瓦片，而其他网格无法绘制。</translation>
        </message>
        <message>
            <source>The basemap {name} cannot be read: {reason}.</source>
            <translation>无法读取底图 {name}：{reason}。</translation>
        </message>
        <message>
            <source>The basemap {name} cannot be opened: {error}.</source>
            <translation>无法打开底图 {name}：{error}。</translation>
        </message>
        <message>
            <source>{name} is not a usable MBTiles file: {error}. Copy it again or choose another one.</source>
            <translation>{name} 不是可用的 MBTiles 文件：{error}。请重新复制，或选择另一个。</translation>
        </message>
        <message>
            <source>The basemap {name} holds no tiles. Choose another one.</source>
            <translation>底图 {name} 中没有瓦片。请选择另一个。</translation>
        </message>
        <message>
            <source>{name} is PMTiles version {version}; only version 3 can be read. Run `pmtiles convert`.</source>
            <translation>{name} 是 PMTiles 第 {version} 版；只能读取第 3 版。请运行 `pmtiles convert`。</translation>
        </message>
        <message>
            <source>The basemap {name} is damaged: its directory cannot be read. Copy it again.</source>
            <translation>底图 {name} 已损坏：无法读取其目录。请重新复制。</translation>
        </message>
        <message>
            <source>The basemap {name} is cut short: even its header is incomplete. Copy it again.</source>
            <translation>底图 {name} 不完整：连文件头也不齐全。请重新复制。</translation>
        </message>
        <message>
            <source>{name} is not a PMTiles file.</source>
            <translation>{name} 不是 PMTiles 文件。</translation>
        </message>
        <message>
            <source>The basemap {name} is cut short: {size} of {needed} bytes are there. Copy it again.</source>
            <translation>底图 {name} 不完整：应有 {needed} 字节，只有 {size}。请重新复制。</translation>
        </message>
        <message>
            <source>{name} holds tiles of a kind that cannot be drawn.</source>
            <translation>{name} 的瓦片类型无法绘制。</translation>
        </message>
        <message>
            <source>{name} is compressed in a way that cannot be read; use gzip.</source>
            <translation>无法读取 {name} 的压缩方式；请使用 gzip。</translation>
        </message>
        <message>
            <source>Some tiles of {name} are damaged: what can be read of them is drawn. Copy the basemap again or make it anew.</source>
            <translation>{name} 有瓦片损坏：只绘制可读取的部分。请重新复制或重新制作底图。</translation>
        </message>
        <message>
            <source>The tiles of {name} are empty: there is nothing to draw. Choose another basemap.</source>
            <translation>{name} 的瓦片为空，没有可绘制的内容。请选择另一个底图。</translation>
        </message>
        <message>
            <source>{name} is a MapLibre style, which takes the extra “maplibre” (Linux only; pip install 'opscenter[maplibre]').</source>
            <translation>{name} 是 MapLibre 样式，需安装附加组件“maplibre”（仅限 Linux；pip install 'opscenter[maplibre]'）。</translation>
        </message>
        <message>
            <source>Its tiles are drawn in the map's own style.</source>
            <translation>其瓦片以地图自身的样式绘制。</translation>
        </message>
        <message>
            <source>MapLibre cannot draw {name} here: {reason}.</source>
            <translation>MapLibre 无法在此绘制 {name}：{reason}。</translation>
        </message>
    </context>
    <context>
        <name>BasemapDialog</name>
        <message>
            <source>Basemap</source>
            <translation>底图</translation>
        </message>
        <message>
            <source>Basemaps, the lowest first</source>
            <translation>底图（最底层在前）</translation>
        </message>
        <message>
            <source>Each is drawn over those above it in this list; Del takes one away</source>
            <translation>列表中每一项都绘制在其上方各项之上；按 Del 移除</translation>
        </message>
        <message>
            <source>Address of a tile server</source>
            <translation>瓦片服务器网址</translation>
        </message>
        <message>
            <source>PMTiles, MBTiles, a folder of tiles, GeoJSON districts, or the address of a server: a template with {z}, {x} and {y}, a TileJSON, or WMTS capabilities.</source>
            <translation>PMTiles、MBTiles、瓦片文件夹、GeoJSON 分区，或服务器网址：含 {z}、{x} 和 {y} 的模板、TileJSON 或 WMTS capabilities。</translation>
        </message>
        <message>
            <source>Add file…</source>
            <translation>添加文件…</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>添加文件夹…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Lower</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Higher</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Add address</source>
            <translation>添加网址</translation>
        </message>
        <message>
            <source>As started</source>
            <translation>恢复启动时的底图</translation>
        </message>
        <message>
            <source>The basemaps the console was started with</source>
            <translation>控制台启动时的底图</translation>
        </message>
        <message numerus="yes">
            <source>No more than %n basemaps lie over each other.</source>
            <translation>
                <numerusform>最多只能叠放 %n 个底图。</numerusform>
            </translation>
        </message>
        <message>
            <source>An address begins with https:// or http://.</source>
            <translation>网址须以 https:// 或 http:// 开头。</translation>
        </message>
        <message>
            <source>Add basemap</source>
            <translation>添加底图</translation>
        </message>
        <message>
            <source>Maps</source>
            <translation>地图</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Add a folder of tiles</source>
            <translation>添加瓦片文件夹</translation>
        </message>
    </context>
    <context>
        <name>BreakingThrough</name>
        <message>
            <source>LIVE, now: critical alarm at {time}: {text} · {place}</source>
            <translation>实时，现在：{time} 发出危急警报：{text} · {place}</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>To the live window</source>
            <translation>转到实时窗口</translation>
        </message>
        <message>
            <source>It comes to the front with this alarm selected ({keys})</source>
            <translation>将其移到最前，并选中此警报（{keys}）</translation>
        </message>
        <message>
            <source>Open a live window</source>
            <translation>打开实时窗口</translation>
        </message>
        <message>
            <source>The live station is {address}. A console is opened on it ({keys}).</source>
            <translation>实时主站是 {address}。点击为其打开控制台（{keys}）。</translation>
        </message>
        <message>
            <source>The live station is {address}: run opscenter console --station {address}</source>
            <translation>实时主站是 {address}：请运行 opscenter console --station {address}</translation>
        </message>
        <message>
            <source>A live window on {address} is being opened.</source>
            <translation>正在打开 {address} 的实时窗口。</translation>
        </message>
        <message>
            <source>The live station is not heard.</source>
            <translation>收不到实时主站信号。</translation>
        </message>
        <message numerus="yes">
            <source>Live: %n critical alarm(s) wait</source>
            <translation>
                <numerusform>实时：%n 个危急警报待处理</numerusform>
            </translation>
        </message>
        <message>
            <source>Live: no critical alarm waits</source>
            <translation>实时：没有待处理的危急警报</translation>
        </message>
    </context>
    <context>
        <name>BriefCard</name>
        <message>
            <source>Click or Enter: show it in the alarm list</source>
            <translation>单击或 Enter：在警报列表中显示</translation>
        </message>
        <message>
            <source>Click or Enter: show it on the map</source>
            <translation>单击或 Enter：在地图上显示</translation>
        </message>
        <message>
            <source>Click or Enter: show it in the trends</source>
            <translation>单击或 Enter：在趋势图中显示</translation>
        </message>
    </context>
    <context>
        <name>Cap</name>
        <message>
            <source>This is real: whoever receives the file acts on it.</source>
            <translation>这是真实警示：收到文件者将据此行动。</translation>
        </message>
        <message>
            <source>Nothing of it is real: only who takes part in the exercise acts on it.</source>
            <translation>内容并非真实：只有参演人员据此行动。</translation>
        </message>
        <message>
            <source>It is from a recording and about no present danger: nobody acts on it.</source>
            <translation>内容来自记录，并非当前危险：无人需据此行动。</translation>
        </message>
        <message>
            <source>ACTUAL</source>
            <translation>实际 ACTUAL</translation>
        </message>
        <message>
            <source>EXERCISE</source>
            <translation>演习 EXERCISE</translation>
        </message>
        <message>
            <source>TEST</source>
            <translation>测试 TEST</translation>
        </message>
        <message>
            <source>Export as Actual</source>
            <translation>导出为“实际”</translation>
        </message>
        <message>
            <source>Export as Exercise</source>
            <translation>导出为“演习”</translation>
        </message>
        <message>
            <source>Export as Test</source>
            <translation>导出为“测试”</translation>
        </message>
        <message>
            <source>Everybody (Public)</source>
            <translation>公众（Public）</translation>
        </message>
        <message>
            <source>A circle of people (Restricted)</source>
            <translation>指定人员（Restricted）</translation>
        </message>
        <message>
            <source>Addresses (Private)</source>
            <translation>指定地址（Private）</translation>
        </message>
        <message>
            <source>Earth, landslides (Geo)</source>
            <translation>地质、滑坡（Geo）</translation>
        </message>
        <message>
            <source>Weather, floods (Met)</source>
            <translation>气象、洪涝（Met）</translation>
        </message>
        <message>
            <source>Public safety (Safety)</source>
            <translation>公共安全（Safety）</translation>
        </message>
        <message>
            <source>Police, security (Security)</source>
            <translation>治安、安保（Security）</translation>
        </message>
        <message>
            <source>Search and rescue (Rescue)</source>
            <translation>搜索与救援（Rescue）</translation>
        </message>
        <message>
            <source>Fires (Fire)</source>
            <translation>火灾（Fire）</translation>
        </message>
        <message>
            <source>Medicine, public health (Health)</source>
            <translation>医疗、公共卫生（Health）</translation>
        </message>
        <message>
            <source>Pollution, environment (Env)</source>
            <translation>污染、环境（Env）</translation>
        </message>
        <message>
            <source>Roads, rail, ships, air (Transport)</source>
            <translation>道路、铁路、海空（Transport）</translation>
        </message>
        <message>
            <source>Power, water, gas, lighting (Infra)</source>
            <translation>水、电、燃气、照明（Infra）</translation>
        </message>
        <message>
            <source>Hazardous substances (CBRNE)</source>
            <translation>危险物质（CBRNE）</translation>
        </message>
        <message>
            <source>Something else (Other)</source>
            <translation>其他（Other）</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>未说明</translation>
        </message>
        <message>
            <source>Take shelter (Shelter)</source>
            <translation>就地避险（Shelter）</translation>
        </message>
        <message>
            <source>Leave the area (Evacuate)</source>
            <translation>撤离该区域（Evacuate）</translation>
        </message>
        <message>
            <source>Get ready (Prepare)</source>
            <translation>做好准备（Prepare）</translation>
        </message>
        <message>
            <source>Do as was planned (Execute)</source>
            <translation>按预案行动（Execute）</translation>
        </message>
        <message>
            <source>Keep away (Avoid)</source>
            <translation>避免前往（Avoid）</translation>
        </message>
        <message>
            <source>Follow the news (Monitor)</source>
            <translation>关注最新消息（Monitor）</translation>
        </message>
        <message>
            <source>Judge it by the information given (Assess)</source>
            <translation>根据所提供的信息判断（Assess）</translation>
        </message>
        <message>
            <source>The danger is over (AllClear)</source>
            <translation>危险已解除（AllClear）</translation>
        </message>
        <message>
            <source>Nothing (None)</source>
            <translation>无需行动（None）</translation>
        </message>
        <message>
            <source>At once (Immediate)</source>
            <translation>立即（Immediate）</translation>
        </message>
        <message>
            <source>Within the hour (Expected)</source>
            <translation>一小时内（Expected）</translation>
        </message>
        <message>
            <source>In the near future (Future)</source>
            <translation>近期（Future）</translation>
        </message>
        <message>
            <source>No longer (Past)</source>
            <translation>已过（Past）</translation>
        </message>
        <message>
            <source>Not known (Unknown)</source>
            <translation>未知（Unknown）</translation>
        </message>
        <message>
            <source>Extraordinary threat (Extreme)</source>
            <translation>特别严重（Extreme）</translation>
        </message>
        <message>
            <source>Significant threat (Severe)</source>
            <translation>严重（Severe）</translation>
        </message>
        <message>
            <source>Possible threat (Moderate)</source>
            <translation>较重（Moderate）</translation>
        </message>
        <message>
            <source>Little or no threat (Minor)</source>
            <translation>一般（Minor）</translation>
        </message>
        <message>
            <source>It has happened or goes on (Observed)</source>
            <translation>已发生或正在发生（Observed）</translation>
        </message>
        <message>
            <source>Likely, over 50 % (Likely)</source>
            <translation>很可能，超过 50 %（Likely）</translation>
        </message>
        <message>
            <source>Possible, not likely (Possible)</source>
            <translation>可能，但概率不高（Possible）</translation>
        </message>
        <message>
            <source>Hardly (Unlikely)</source>
            <translation>不太可能（Unlikely）</translation>
        </message>
        <message>
            <source>Saved {file}, status {status}.</source>
            <translation>已保存 {file}，状态 {status}。</translation>
        </message>
        <message>
            <source>{file} is there already. Choose another name, or say that it is to be replaced.</source>
            <translation>{file} 已存在。请选择其他名称，或勾选替换。</translation>
        </message>
        <message>
            <source>{file} could not be written: {error}. Choose another folder.</source>
            <translation>无法写入 {file}：{error}。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>The alert could not be saved: {error}. See the log.</source>
            <translation>无法保存警示：{error}。详见日志文件。</translation>
        </message>
    </context>
    <context>
        <name>CapExport</name>
        <message>
            <source>Select an alarm first; then it can be exported as an alert.</source>
            <translation>请先选中警报，然后才能导出为警示。</translation>
        </message>
        <message>
            <source>This is the past: an alert is about what is. Go back to live first.</source>
            <translation>这是历史状态，警示应针对现状。请先返回实时。</translation>
        </message>
        <message>
            <source>It is over and out of the list: there is nothing to export any more.</source>
            <translation>已结束且不在列表中：没有可导出的内容。</translation>
        </message>
        <message>
            <source>Exported as CAP, status {status}: {headline}</source>
            <translation>已导出为 CAP，状态 {status}：{headline}</translation>
        </message>
        <message>
            <source>Exported as CAP, {message}, status {status}, {scope}: {identifier}</source>
            <translation>已导出为 CAP（{message}，状态 {status}，{scope}）：{identifier}</translation>
        </message>
        <message>
            <source>The alert is exported, but not in the journal: {reason}</source>
            <translation>警示已导出，但未能记入日志：{reason}</translation>
        </message>
    </context>
    <context>
        <name>CapSheet</name>
        <message>
            <source>Export as CAP</source>
            <translation>导出为 CAP</translation>
        </message>
        <message>
            <source>The name by which others know this centre, as an internet address: one word. It is remembered.</source>
            <translation>其他单位识别本中心的名称，写法如网址，不含空格。会记住供下次使用。</translation>
        </message>
        <message>
            <source>https://… where there is more about it</source>
            <translation>https://… 详情网页</translation>
        </message>
        <message>
            <source>Whom to ask, e.g. a telephone number</source>
            <translation>咨询方式，例如电话号码</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n 小时</numerusform>
            </translation>
        </message>
        <message>
            <source>Replace the file that is there</source>
            <translation>替换现有文件</translation>
        </message>
        <message>
            <source>I mean it: this alert is real (status Actual)</source>
            <translation>本人确认：此警示属实（状态：实际 Actual）</translation>
        </message>
        <message>
            <source>Write the file (Ctrl+Enter)</source>
            <translation>写入文件（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息类型</translation>
        </message>
        <message>
            <source>From</source>
            <translation>发布单位</translation>
        </message>
        <message>
            <source>For</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Response</source>
            <translation>应对行动</translation>
        </message>
        <message>
            <source>Urgency</source>
            <translation>紧急程度</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>严重程度</translation>
        </message>
        <message>
            <source>Certainty</source>
            <translation>确定程度</translation>
        </message>
        <message>
            <source>Holds for</source>
            <translation>有效期</translation>
        </message>
        <message>
            <source>Radius</source>
            <translation>半径</translation>
        </message>
        <message>
            <source>Web</source>
            <translation>网址</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>联系方式</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>A new alert (Alert)</source>
            <translation>新警示（Alert）</translation>
        </message>
        <message numerus="yes">
            <source>In the place of %n earlier one(s) (Update)</source>
            <translation>
                <numerusform>替换先前 %n 条（Update）</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n earlier one(s) no longer hold (Cancel)</source>
            <translation>
                <numerusform>先前 %n 条不再有效（Cancel）</numerusform>
            </translation>
        </message>
        <message>
            <source>To whom it is restricted</source>
            <translation>限定的接收对象</translation>
        </message>
        <message>
            <source>Addresses, with blanks between them</source>
            <translation>地址，以空格分隔</translation>
        </message>
        <message>
            <source>Operations centres and emergency services</source>
            <translation>运行中心和应急部门</translation>
        </message>
        <message>
            <source>The station is another one now. Close this, and export anew.</source>
            <translation>主站已更换。请关闭此页，重新导出。</translation>
        </message>
        <message>
            <source>This is the past: an alert is about what is. Go back to live first.</source>
            <translation>这是历史状态，警示应针对现状。请先返回实时。</translation>
        </message>
        <message>
            <source>Tick that it is real. Nothing has left the console yet.</source>
            <translation>请勾选确认属实。尚未导出任何内容。</translation>
        </message>
        <message>
            <source>The sender is one word: without blanks, commas, &lt; and &amp;.</source>
            <translation>发布单位不能含空格、逗号、&lt; 和 &amp;。</translation>
        </message>
        <message>
            <source>The address in the web is a whole one, https://… without blanks.</source>
            <translation>网址必须完整（https://…），不能含空格。</translation>
        </message>
        <message>
            <source>Write whom it is for, or choose everybody.</source>
            <translation>请输入对象，或选择“公众”。</translation>
        </message>
        <message>
            <source>Write what the event is called ({language}).</source>
            <translation>请输入事件名称（{language}）。</translation>
        </message>
        <message>
            <source>Choose a file.</source>
            <translation>请选择文件。</translation>
        </message>
        <message>
            <source>What to do is written for people who operate the city: read it before everybody does.</source>
            <translation>应对措施原为运行人员编写：向公众发布前请先检查。</translation>
        </message>
        <message>
            <source>Where the alert goes</source>
            <translation>警示存放位置</translation>
        </message>
        <message>
            <source>CAP 1.2 (*.xml *.cap)</source>
            <translation>CAP 1.2 (*.xml *.cap)</translation>
        </message>
        <message>
            <source>Being written…</source>
            <translation>正在写入…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Causes</name>
        <message numerus="yes">
            <source>Probable first cause of %n alarm(s)</source>
            <translation>
                <numerusform>%n 个警报的可能首因</numerusform>
            </translation>
        </message>
        <message>
            <source>first cause</source>
            <translation>首因</translation>
        </message>
        <message>
            <source>cause</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>effect</source>
            <translation>后果</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>ended</source>
            <translation>已结束</translation>
        </message>
    </context>
    <context>
        <name>Checklist</name>
        <message>
            <source>Done{key}.</source>
            <translation>完成{key}。</translation>
        </message>
        <message>
            <source>It is kept at this desk.</source>
            <translation>记录只保存在此席位。</translation>
        </message>
        <message>
            <source>Done by {name}</source>
            <translation>由 {name} 完成</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Checklist: {done} of {all} done</source>
            <translation>处置步骤：已完成 {done} / {all}</translation>
        </message>
    </context>
    <context>
        <name>ChooseExercise</name>
        <message>
            <source>Train with an exercise</source>
            <translation>用演习培训</translation>
        </message>
        <message>
            <source>The trainer's console opens in a window of its own. Trainees attach to the address that stands there; nothing of it reaches the live city.</source>
            <translation>教员控制台会在单独的窗口打开。学员连接该处所示的地址；演习内容不会传到实时城市。</translation>
        </message>
        <message>
            <source>Exercises</source>
            <translation>演习</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>开始培训</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他文件…</translation>
        </message>
        <message>
            <source>Exercises (*.toml)</source>
            <translation>演习 (*.toml)</translation>
        </message>
    </context>
    <context>
        <name>ChooseIncident</name>
        <message>
            <source>Replay an incident</source>
            <translation>重演事故</translation>
        </message>
        <message>
            <source>It opens in a window of its own. Live goes on, and its critical alarms break through.</source>
            <translation>会在单独的窗口打开。实时监视照常，危急警报仍会在此显示。</translation>
        </message>
        <message>
            <source>Incidents opened last</source>
            <translation>最近打开的事故</translation>
        </message>
        <message>
            <source>No incident was opened yet. Choose a file (.mcap), or cut one out of the recording.</source>
            <translation>尚未打开过事故。请选择文件（.mcap），或从记录中截取。</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>重演</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他文件…</translation>
        </message>
        <message>
            <source>Recorded incidents (*.mcap)</source>
            <translation>事故记录 (*.mcap)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>City</name>
        <message>
            <source>An hour ago</source>
            <translation>1 小时前</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>A week ago</source>
            <translation>1 周前</translation>
        </message>
        <message>
            <source>Suspect: rests on today only; a week of past is needed.</source>
            <translation>可疑：仅依据今天的数据；需要一周历史。</translation>
        </message>
        <message>
            <source>Suspect: rests on {days} d of past; {enough} d are needed.</source>
            <translation>可疑：仅依据 {days} 天历史；需要 {enough} 天。</translation>
        </message>
        <message>
            <source>Nothing of the city index has been heard yet. It needs six times ten minutes of the numbers of an axis: about an hour after the station has started.</source>
            <translation>尚未收到城市指数。需要六个十分钟的轴数值：主站启动后约一小时。</translation>
        </message>
        <message>
            <source>Each axis is held against the city's own past: it needs six times ten minutes of its numbers. {known} of {enough} are known; about {minutes} min to go.</source>
            <translation>各轴与城市自身的过往比较：需要六个十分钟的数值。已知 {known} / {enough} 个；还需约 {minutes} 分钟。</translation>
        </message>
        <message>
            <source>not known yet</source>
            <translation>尚未知</translation>
        </message>
        <message>
            <source>as ever</source>
            <translation>一如以往</translation>
        </message>
        <message>
            <source>{far} σ better</source>
            <translation>好 {far} σ</translation>
        </message>
        <message>
            <source>{far} σ worse</source>
            <translation>差 {far} σ</translation>
        </message>
        <message>
            <source>more is better</source>
            <translation>越高越好</translation>
        </message>
        <message>
            <source>less is better</source>
            <translation>越低越好</translation>
        </message>
        <message>
            <source>weight {weight}</source>
            <translation>权重 {weight}</translation>
        </message>
        <message>
            <source>{points} points</source>
            <translation>{points} 分</translation>
        </message>
        <message>
            <source>no target</source>
            <translation>未设目标</translation>
        </message>
        <message>
            <source>{share} % of target so far</source>
            <translation>至今为目标的 {share} %</translation>
        </message>
        <message>
            <source>{share} % of the day's target so far</source>
            <translation>至今为全天目标的 {share} %</translation>
        </message>
        <message>
            <source>on target for this hour</source>
            <translation>符合此刻目标</translation>
        </message>
        <message>
            <source>on target</source>
            <translation>符合目标</translation>
        </message>
        <message>
            <source>{share} % over target</source>
            <translation>高于目标 {share} %</translation>
        </message>
        <message>
            <source>{share} % under target</source>
            <translation>低于目标 {share} %</translation>
        </message>
        <message>
            <source>{share} % over target for this hour</source>
            <translation>高于此刻目标 {share} %</translation>
        </message>
        <message>
            <source>{share} % under target for this hour</source>
            <translation>低于此刻目标 {share} %</translation>
        </message>
        <message>
            <source>as usual, {low} to {high}</source>
            <translation>如常（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>above usual ({low} to {high})</source>
            <translation>高于平时（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>below usual ({low} to {high})</source>
            <translation>低于平时（{low} 至 {high}）</translation>
        </message>
    </context>
    <context>
        <name>CitySummary</name>
        <message>
            <source>{priority}: {count} alarms, {waiting} unacknowledged</source>
            <translation>{priority}：{count} 个警报，{waiting} 个未确认</translation>
        </message>
        <message>
            <source>Click to show the whole city again (Ctrl+Shift+D leaves the area).</source>
            <translation>单击以重新显示全市（Ctrl+Shift+D 离开区域）。</translation>
        </message>
        <message>
            <source>Click to show every system again.</source>
            <translation>单击以重新显示所有系统。</translation>
        </message>
        <message>
            <source>Only {area}</source>
            <translation>只看{area}</translation>
        </message>
        <message>
            <source>Show the whole city</source>
            <translation>显示全市</translation>
        </message>
        <message>
            <source>Whole city</source>
            <translation>全市</translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 个实体</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{system} and %n more</source>
            <translation>
                <numerusform>{system}及另外 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>worst: {systems}</source>
            <translation>最严重：{systems}</translation>
        </message>
        <message>
            <source>no alarms</source>
            <translation>没有警报</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Map</source>
            <translation>地图</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>概览</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Trends</source>
            <translation>趋势</translation>
        </message>
        <message>
            <source>Bus health</source>
            <translation>总线状态</translation>
        </message>
        <message>
            <source>Alarm performance</source>
            <translation>警报绩效</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Page of a system</source>
            <translation>系统页面</translation>
        </message>
        <message>
            <source>Find and select</source>
            <translation>查找和选择</translation>
        </message>
        <message>
            <source>Search everything…</source>
            <translation>搜索全部…</translation>
        </message>
        <message>
            <source>Find entities, alarms, actions</source>
            <translation>查找实体、警报、操作</translation>
        </message>
        <message>
            <source>Go to a place…</source>
            <translation>前往地点…</translation>
        </message>
        <message>
            <source>Coordinates, street, district, entity</source>
            <translation>坐标、街道、地区、实体</translation>
        </message>
        <message>
            <source>Show the selection on the map</source>
            <translation>在地图上显示所选</translation>
        </message>
        <message>
            <source>Bring it into view</source>
            <translation>移到视野内</translation>
        </message>
        <message>
            <source>Plot the selection</source>
            <translation>绘制所选</translation>
        </message>
        <message>
            <source>Plot its main value</source>
            <translation>绘制其主要数值</translation>
        </message>
        <message>
            <source>History of the selected alarm</source>
            <translation>所选警报的历史</translation>
        </message>
        <message>
            <source>What happened to it, in the journal; without an alarm all of the selected place</source>
            <translation>在日志中查看其经过；未选警报则显示所选地点的全部记录</translation>
        </message>
        <message>
            <source>Alarm and entity in the inspector</source>
            <translation>在详情中切换警报与实体</translation>
        </message>
        <message>
            <source>From the selected alarm to its entity, from an entity to its worst alarm</source>
            <translation>从所选警报到其实体，从实体到其最严重警报</translation>
        </message>
        <message>
            <source>For 10 minutes, or let them sound again; it changes no alarm</source>
            <translation>静音 10 分钟，或恢复；不会改变任何警报</translation>
        </message>
        <message>
            <source>Silence the tones</source>
            <translation>提示音静音</translation>
        </message>
        <message>
            <source>Into the journal, about the moment shown, the selection, the cursor of the trends</source>
            <translation>记入日志，内容针对所示时刻、所选项目或趋势图光标处</translation>
        </message>
        <message>
            <source>Write a note…</source>
            <translation>写记事…</translation>
        </message>
        <message>
            <source>The selected alarm, or its situation, as a file of the Common Alerting Protocol; shown first</source>
            <translation>将所选警报或其事态导出为通用警报协议（CAP）文件；导出前先显示内容</translation>
        </message>
        <message>
            <source>Export as CAP…</source>
            <translation>导出为 CAP…</translation>
        </message>
        <message>
            <source>Clear selection and filters</source>
            <translation>清除选择和筛选</translation>
        </message>
        <message>
            <source>Only the area of the selection</source>
            <translation>只看所选的区域</translation>
        </message>
        <message>
            <source>Narrow everything to the selected area, else to the smallest the selection is in</source>
            <translation>全部只显示所选区域，或所选项目所在的最小区域</translation>
        </message>
        <message>
            <source>The whole city again</source>
            <translation>返回全市</translation>
        </message>
        <message>
            <source>Leave the area</source>
            <translation>离开区域</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>面板</translation>
        </message>
        <message>
            <source>Show this panel and put the keyboard into it</source>
            <translation>显示此面板并移入键盘焦点</translation>
        </message>
        <message>
            <source>Another map in a window of its own</source>
            <translation>另开地图窗口</translation>
        </message>
        <message>
            <source>Linked or free</source>
            <translation>联动或独立</translation>
        </message>
        <message>
            <source>To the next panel</source>
            <translation>转到下一个面板</translation>
        </message>
        <message>
            <source>Float the panel with the keyboard focus</source>
            <translation>浮动键盘焦点所在的面板</translation>
        </message>
        <message>
            <source>Reset the layout</source>
            <translation>重置布局</translation>
        </message>
        <message>
            <source>All panels as at first</source>
            <translation>所有面板恢复原状</translation>
        </message>
        <message>
            <source>Save the map for print…</source>
            <translation>保存地图用于打印…</translation>
        </message>
        <message>
            <source>PDF or picture</source>
            <translation>PDF 或图片</translation>
        </message>
        <message>
            <source>Make a report…</source>
            <translation>制作报告…</translation>
        </message>
        <message>
            <source>Shift, day or incident, as PDF or HTML; made in the background</source>
            <translation>班次、每日或事故，PDF 或 HTML；在后台制作</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>The map alone; its views change by themselves and stop where an alarm is</source>
            <translation>只显示地图；自动轮换画面，遇到警报即停留</translation>
        </message>
        <message>
            <source>Wall mode</source>
            <translation>大屏模式</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>浅色主题</translation>
        </message>
        <message>
            <source>Dark or light</source>
            <translation>深色或浅色</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Review the past</source>
            <translation>回放历史</translation>
        </message>
        <message>
            <source>The city as it stood at any time</source>
            <translation>城市在任意时刻的状态</translation>
        </message>
        <message>
            <source>Colour what is more and less than an hour ago, yesterday, usual</source>
            <translation>用颜色显示与 1 小时前、昨天或平时相比的增减</translation>
        </message>
        <message>
            <source>Compare the map with another time</source>
            <translation>与其他时间对比</translation>
        </message>
        <message>
            <source>Back to live, with the newest critical alarm that nobody has acknowledged selected</source>
            <translation>返回实时，并选中最新的未确认危急警报</translation>
        </message>
        <message>
            <source>To the newest critical alarm, live</source>
            <translation>前往最新危急警报（实时）</translation>
        </message>
        <message>
            <source>Back to live</source>
            <translation>返回实时</translation>
        </message>
        <message>
            <source>Leave the past</source>
            <translation>离开历史</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>重演</translation>
        </message>
        <message>
            <source>Play a recorded incident in a window of its own, beside live</source>
            <translation>在单独的窗口重演事故记录，实时照常</translation>
        </message>
        <message>
            <source>Replay an incident…</source>
            <translation>重演事故…</translation>
        </message>
        <message>
            <source>Make a file of what was recorded between two times, to replay, train with and hand on</source>
            <translation>将两个时刻之间的记录制成文件，供重演、培训和转交</translation>
        </message>
        <message>
            <source>Cut an incident…</source>
            <translation>截取事故…</translation>
        </message>
        <message>
            <source>Exercise</source>
            <translation>演习</translation>
        </message>
        <message>
            <source>Open the trainer's console on an exercise, in a window of its own</source>
            <translation>在单独的窗口打开演习的教员控制台</translation>
        </message>
        <message>
            <source>Train with an exercise…</source>
            <translation>用演习培训…</translation>
        </message>
        <message>
            <source>The brief of the exercise, what was said since, and at its end the score</source>
            <translation>演习任务说明、之后的消息，以及结束时的评分</translation>
        </message>
        <message>
            <source>Brief and messages</source>
            <translation>任务说明和消息</translation>
        </message>
        <message>
            <source>In the exercise only: it is sent to nobody</source>
            <translation>只在演习中：不会发给任何人</translation>
        </message>
        <message>
            <source>Draft an alert to the public…</source>
            <translation>草拟公众警示…</translation>
        </message>
        <message>
            <source>Course, score and reasons of the session that is played; an earlier run beside it; report</source>
            <translation>所播放演习的进程、评分和原因；与前次对比；报告</translation>
        </message>
        <message>
            <source>Debrief of the session</source>
            <translation>演习复盘</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>程序</translation>
        </message>
        <message>
            <source>Basemap…</source>
            <translation>底图…</translation>
        </message>
        <message>
            <source>Which maps lie under the city</source>
            <translation>城市下方铺设哪些地图</translation>
        </message>
        <message>
            <source>Streets for the map without a network, out of a file of OpenStreetMap</source>
            <translation>由 OpenStreetMap 文件制作，无需网络也有街道</translation>
        </message>
        <message>
            <source>Make a basemap from an OpenStreetMap extract…</source>
            <translation>由 OpenStreetMap 数据文件制作底图…</translation>
        </message>
        <message>
            <source>Change operator…</source>
            <translation>更换操作员…</translation>
        </message>
        <message>
            <source>Name, role, shifts: acts carry them</source>
            <translation>姓名、角色、班次：操作时会记下</translation>
        </message>
        <message>
            <source>My areas…</source>
            <translation>我的责任区…</translation>
        </message>
        <message>
            <source>The areas and systems you answer for</source>
            <translation>您负责的区域和系统</translation>
        </message>
        <message>
            <source>Keyboard help</source>
            <translation>键盘帮助</translation>
        </message>
        <message>
            <source>All shortcuts on one sheet</source>
            <translation>一页列出所有快捷键</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
    </context>
    <context>
        <name>CommentBar</name>
        <message>
            <source>Your name</source>
            <translation>您的姓名</translation>
        </message>
        <message>
            <source>Acknowledgements are journaled under this name. Asked once.</source>
            <translation>确认会以此姓名记入日志。只询问一次。</translation>
        </message>
        <message>
            <source>Comment (optional)</source>
            <translation>附注（可留空）</translation>
        </message>
        <message>
            <source>Written to the journal with every alarm acknowledged now</source>
            <translation>会与当前确认的每个警报一并记入日志</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Take it back (Ctrl+Z)</source>
            <translation>撤回（Ctrl+Z）</translation>
        </message>
        <message>
            <source>What was refused, and why</source>
            <translation>被拒项目及原因</translation>
        </message>
        <message numerus="yes">
            <source>Reset %n alarm(s)</source>
            <translation>
                <numerusform>复位 %n 个警报</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Unshelve %n alarm(s)</source>
            <translation>
                <numerusform>取消搁置 %n 个警报</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>End the suppression of %n alarm(s)</source>
            <translation>
                <numerusform>结束抑制 %n 个警报</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Return %n alarm(s) to service</source>
            <translation>
                <numerusform>恢复使用 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭（Esc）</translation>
        </message>
        <message numerus="yes">
            <source>Acknowledge %n alarm(s)</source>
            <translation>
                <numerusform>确认 %n 个警报</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Companions</name>
        <message>
            <source>The city's data stopped ({why}). They are played again.</source>
            <translation>城市数据已停止（{why}），正在重新播放。</translation>
        </message>
        <message>
            <source>The demo city stopped ({why}). It is being started again.</source>
            <translation>演示城市已停止（{why}），正在重新启动。</translation>
        </message>
        <message>
            <source>The replay ended ({why}). Close this window and open the file again.</source>
            <translation>重演已结束（{why}）。请关闭此窗口并重新打开文件。</translation>
        </message>
        <message>
            <source>The station stopped ({why}). It is being started again; what it had recorded is kept.</source>
            <translation>主站已停止（{why}），正在重新启动；已记录的数据会保留。</translation>
        </message>
    </context>
    <context>
        <name>Console</name>
        <message>
            <source>Names, kinds and limits are those of the station.</source>
            <translation>名称、类别和限值以主站为准。</translation>
        </message>
        <message>
            <source>Select an area, or something in one: press Ctrl+K and type the name of a district.</source>
            <translation>请选择一个区域或其中的项目：按 Ctrl+K 并输入地区名称。</translation>
        </message>
        <message>
            <source>The report {file} is made.</source>
            <translation>报告 {file} 已制作。</translation>
        </message>
        <message>
            <source>The report could not be made: {reason}</source>
            <translation>无法制作报告：{reason}</translation>
        </message>
        <message>
            <source>{file} is being opened in a window of its own.</source>
            <translation>正在单独的窗口打开 {file}。</translation>
        </message>
    </context>
    <context>
        <name>Coordinates</name>
        <message>
            <source>Both are the same direction.</source>
            <translation>两个数值属于同一方向。</translation>
        </message>
        <message>
            <source>One needs N or S, the other E or W.</source>
            <translation>一个须标 N 或 S，另一个须标 E 或 W。</translation>
        </message>
        <message>
            <source>The map ends at {limit}° north and south.</source>
            <translation>地图南北只到 {limit}°。</translation>
        </message>
        <message>
            <source>Choose a place nearer to the equator.</source>
            <translation>请选择更靠近赤道的地点。</translation>
        </message>
        <message>
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <source>S</source>
            <translation>S</translation>
        </message>
        <message>
            <source>E</source>
            <translation>E</translation>
        </message>
        <message>
            <source>W</source>
            <translation>W</translation>
        </message>
        <message>
            <source>{lat}° {north}, {lon}° {east}</source>
            <translation>{lat}° {north}, {lon}° {east}</translation>
        </message>
        <message>
            <source>{place}  (read as latitude, longitude)</source>
            <translation>{place}（按纬度、经度解读）</translation>
        </message>
        <message>
            <source>Degrees, minutes and seconds do not fit together.</source>
            <translation>度、分、秒互相矛盾。</translation>
        </message>
        <message>
            <source>Only the last of them has a decimal point, and only the first a sign.</source>
            <translation>只有最后一个可带小数点，只有第一个可带正负号。</translation>
        </message>
        <message>
            <source>Minutes and seconds end at 60.</source>
            <translation>分和秒须小于 60。</translation>
        </message>
        <message>
            <source>Decimal degrees have a point: 22.2793</source>
            <translation>十进制度数须有小数点：22.2793</translation>
        </message>
        <message>
            <source>A sign and a letter together are not clear.</source>
            <translation>正负号与字母并用，含义不明确。</translation>
        </message>
        <message>
            <source>Write either the sign or N, S, E, W.</source>
            <translation>请只用正负号，或只用 N、S、E、W。</translation>
        </message>
        <message>
            <source>Latitude {lat} is not between −90 and 90.</source>
            <translation>纬度 {lat} 不在 −90 至 90 之间。</translation>
        </message>
        <message>
            <source>Longitude first? Then write {lat}, {lon}, or add N, S, E and W.</source>
            <translation>经度在前？请改写为 {lat}, {lon}，或加上 N、S、E、W。</translation>
        </message>
        <message>
            <source>Write latitude, then longitude: 22.2793, 114.1628</source>
            <translation>请先写纬度，后写经度：22.2793, 114.1628</translation>
        </message>
        <message>
            <source>Longitude {lon} is not between −180 and 180.</source>
            <translation>经度 {lon} 不在 −180 至 180 之间。</translation>
        </message>
    </context>
    <context>
        <name>Course</name>
        <message>
            <source>Course</source>
            <translation>走势</translation>
        </message>
        <message>
            <source>Its rule watches no single value: there is nothing to plot.</source>
            <translation>其规则并非监视单一数值，没有可绘制的内容。</translation>
        </message>
        <message>
            <source>Limit: {limit}</source>
            <translation>限值：{limit}</translation>
        </message>
        <message>
            <source>Nothing was recorded of it in this time.</source>
            <translation>此时段没有记录。</translation>
        </message>
        <message>
            <source>Not known: {spans}</source>
            <translation>没有数据：{spans}</translation>
        </message>
    </context>
    <context>
        <name>CourseView</name>
        <message>
            <source>Course of the exercise</source>
            <translation>演习进程</translation>
        </message>
    </context>
    <context>
        <name>CutDialog</name>
        <message>
            <source>Cut an incident</source>
            <translation>截取事故</translation>
        </message>
        <message>
            <source>From</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>To</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可协议</translation>
        </message>
        <message>
            <source>by the worst that happened in it</source>
            <translation>留空则以最严重的事件命名</translation>
        </message>
        <message>
            <source>how others may use it, e.g. CC BY 4.0</source>
            <translation>他人可如何使用，例如 CC BY 4.0</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>What whoever opens it should know</source>
            <translation>打开者须知的事项</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Replace a file of that name</source>
            <translation>替换同名文件</translation>
        </message>
        <message>
            <source>Replay it</source>
            <translation>重演</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>截取</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Drag over what is to be cut, or click an alarm for ten minutes on each side. Wheel: closer; Shift and wheel: earlier, later. Keys: arrows move the handle, [ and ] make it the beginning or the end.</source>
            <translation>拖动选取要截取的时段，或单击警报取其前后各十分钟。滚轮：缩放；Shift 加滚轮：前后移动。按键：方向键移动控点，[ 和 ] 设为开始或结束。</translation>
        </message>
        <message>
            <source>Systems</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>{length}, times of {zone}</source>
            <translation>{length}，时区 {zone}</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <source>Write times as 18:24, 2026-11-22 18:24:07 or -2h.</source>
            <translation>请按 18:24、2026-11-22 18:24:07 或 -2h 的格式输入时间。</translation>
        </message>
        <message>
            <source>The end has to be later than the beginning.</source>
            <translation>结束时间必须晚于开始时间。</translation>
        </message>
        <message>
            <source>Say which file it is to be.</source>
            <translation>请指定要保存的文件。</translation>
        </message>
        <message>
            <source>Recorded incidents (*.mcap)</source>
            <translation>事故记录 (*.mcap)</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>The station cuts: {share} %. It goes on when this is closed.</source>
            <translation>主站正在截取：{share} %。关闭此窗口后仍会继续。</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s)</source>
            <translation>
                <numerusform>%n 条消息</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CuttingWork</name>
        <message>
            <source>Stopped. Nothing was written.</source>
            <translation>已停止，未写入任何内容。</translation>
        </message>
    </context>
    <context>
        <name>Debrief</name>
        <message>
            <source>Debrief</source>
            <translation>复盘</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>评分</translation>
        </message>
    </context>
    <context>
        <name>DebriefPanel</name>
        <message>
            <source>At</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Criterion</source>
            <translation>评分项</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>This run</source>
            <translation>本次</translation>
        </message>
        <message>
            <source>Earlier run</source>
            <translation>前次</translation>
        </message>
        <message>
            <source>Beside an earlier run…</source>
            <translation>与前次对比…</translation>
        </message>
        <message>
            <source>Choose the file of another session of this exercise (E)</source>
            <translation>选择同一演习另一次的记录文件（E）</translation>
        </message>
        <message>
            <source>This run alone</source>
            <translation>只看本次</translation>
        </message>
        <message>
            <source>Leave the comparison (A)</source>
            <translation>结束对比（A）</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>报告…</translation>
        </message>
        <message>
            <source>As PDF or HTML; made in the background (R)</source>
            <translation>PDF 或 HTML；在后台制作（R）</translation>
        </message>
        <message>
            <source>Alert…</source>
            <translation>警示…</translation>
        </message>
        <message>
            <source>Export an alert that was drafted as a CAP file; it is shown first (X)</source>
            <translation>将已草拟的警示导出为 CAP 文件；导出前先显示内容（X）</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Enter or a double click goes there</source>
            <translation>按 Enter 或双击转到该处</translation>
        </message>
        <message>
            <source>What was other</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>{points} points, {percent} %</source>
            <translation>{points} 分，{percent} %</translation>
        </message>
        <message>
            <source>{points} lost</source>
            <translation>扣 {points} 分</translation>
        </message>
        <message>
            <source>This run: {file}</source>
            <translation>本次：{file}</translation>
        </message>
        <message>
            <source>The earlier run: {file}</source>
            <translation>前次：{file}</translation>
        </message>
        <message>
            <source>better</source>
            <translation>较好</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>较差</translation>
        </message>
        <message>
            <source>Every criterion came out the same.</source>
            <translation>各评分项结果相同。</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>正在写入…</translation>
        </message>
        <message>
            <source>Earlier run: </source>
            <translation>前次：</translation>
        </message>
        <message>
            <source>{what}: {reason}</source>
            <translation>{what}：{reason}</translation>
        </message>
        <message>
            <source>The session to compare with</source>
            <translation>用于对比的演习记录</translation>
        </message>
        <message>
            <source>Sessions (*.mcap)</source>
            <translation>演习记录 (*.mcap)</translation>
        </message>
        <message>
            <source>That file is of another exercise: only what both have can be compared.</source>
            <translation>该文件属于另一演习：只能对比两者共有的项目。</translation>
        </message>
        <message>
            <source>The earlier run could not be read: {reason}</source>
            <translation>无法读取前次记录：{reason}</translation>
        </message>
        <message>
            <source>Nobody drafted an alert.</source>
            <translation>没有草拟任何警示。</translation>
        </message>
        <message>
            <source>The file of this session</source>
            <translation>本次演习的记录文件</translation>
        </message>
        <message>
            <source>Report of the session</source>
            <translation>演习报告</translation>
        </message>
        <message>
            <source>The report {file} is made.</source>
            <translation>报告 {file} 已制作。</translation>
        </message>
        <message>
            <source>The report could not be made: {reason}</source>
            <translation>无法制作报告：{reason}</translation>
        </message>
    </context>
    <context>
        <name>DebriefReport</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程序退出，状态码 {code}</translation>
        </message>
    </context>
    <context>
        <name>Derived</name>
        <message>
            <source>change of {series}</source>
            <translation>{series} 的变化</translation>
        </message>
        <message>
            <source>States are no numbers: choose series of numbers.</source>
            <translation>状态不是数值：请选择数值序列。</translation>
        </message>
        <message>
            <source>Sum of {label}</source>
            <translation>{label}总和</translation>
        </message>
        <message>
            <source>Mean of {label}</source>
            <translation>{label}平均值</translation>
        </message>
        <message>
            <source>Smallest {label}</source>
            <translation>{label}最小值</translation>
        </message>
        <message>
            <source>Largest {label}</source>
            <translation>{label}最大值</translation>
        </message>
    </context>
    <context>
        <name>DerivedDialog</name>
        <message>
            <source>A series made of others</source>
            <translation>由其他序列计算</translation>
        </message>
        <message>
            <source>Difference, or any expression over series</source>
            <translation>差值，或以各序列组成的任意表达式</translation>
        </message>
        <message>
            <source>How fast a series changes</source>
            <translation>序列的变化速度</translation>
        </message>
        <message>
            <source>Many entities put together</source>
            <translation>多个实体合并</translation>
        </message>
        <message>
            <source>Made up of what it is</source>
            <translation>按内容自动命名</translation>
        </message>
        <message>
            <source>Plot it</source>
            <translation>绘图</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Name a series: write words of its name above, and choose it.</source>
            <translation>请指定序列：在上方输入名称中的词语，然后选择。</translation>
        </message>
        <message>
            <source>Write an expression over the letters above, such as a - b.</source>
            <translation>请用上方的字母写出表达式，例如 a - b。</translation>
        </message>
        <message>
            <source>Now {value}.</source>
            <translation>现为 {value}。</translation>
        </message>
        <message>
            <source>In {unit}.</source>
            <translation>单位：{unit}。</translation>
        </message>
        <message>
            <source>Its unit is not known, since that of a part is not.</source>
            <translation>单位不明，因为其中一部分的单位不明。</translation>
        </message>
        <message>
            <source>Over long spans it is reckoned of the means of bins.</source>
            <translation>长时段按分段平均值计算。</translation>
        </message>
        <message numerus="yes">
            <source>Of %n entity(ies). History is put together by the station, of means.</source>
            <translation>
                <numerusform>取自 %n 个实体。历史由主站以平均值合并。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DesktopNotice</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DiffScale</name>
        <message>
            <source>Less, the same, more</source>
            <translation>较少、相同、较多</translation>
        </message>
        <message>
            <source>− less now</source>
            <translation>− 现在较少</translation>
        </message>
        <message>
            <source>more now +</source>
            <translation>现在较多 +</translation>
        </message>
    </context>
    <context>
        <name>Difference</name>
        <message>
            <source>Write a time to compare with.</source>
            <translation>请输入要对比的时间。</translation>
        </message>
        <message>
            <source>That is no time of this city's past. Write 18:24, 2026-11-22 18:24 or -2h.</source>
            <translation>这不是此城市过去的时间。请输入 18:24、2026-11-22 18:24 或 -2h。</translation>
        </message>
        <message>
            <source>The answer of the station could not be read.</source>
            <translation>无法读取主站的响应。</translation>
        </message>
        <message>
            <source>Nothing is recorded of that time.</source>
            <translation>该时间没有记录。</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>正在获取…</translation>
        </message>
        <message numerus="yes">
            <source>Dotted: not comparable (%n here), unknown then or now.</source>
            <translation>
                <numerusform>点线：当时或现在未知，无法对比（此处 %n 个）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Known on fewer than %n of the days: not comparable.</source>
            <translation>
                <numerusform>已知天数少于 %n 天的不作对比。</numerusform>
            </translation>
        </message>
        <message>
            <source>Difference: {what}</source>
            <translation>差异：{what}</translation>
        </message>
        <message numerus="yes">
            <source>the usual: median of %n day(s) at {time}</source>
            <translation>
                <numerusform>平时：%n 天中 {time} 的中位数</numerusform>
            </translation>
        </message>
        <message>
            <source>{here}
less {there}</source>
            <translation>{here}
对比 {there}</translation>
        </message>
    </context>
    <context>
        <name>DifferenceCard</name>
        <message>
            <source>Difference</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>now less an hour ago</source>
            <translation>现在对比 1 小时前</translation>
        </message>
        <message>
            <source>now less yesterday</source>
            <translation>现在对比昨天</translation>
        </message>
        <message>
            <source>now less a week ago</source>
            <translation>现在对比 1 周前</translation>
        </message>
        <message>
            <source>now less the usual</source>
            <translation>现在对比平时</translation>
        </message>
        <message>
            <source>now less a time of choice</source>
            <translation>现在对比自选时间</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>对比对象</translation>
        </message>
        <message>
            <source>18:24, 2026-11-22 18:24 or -3h, then Enter</source>
            <translation>18:24、2026-11-22 18:24 或 -3h，再按 Enter</translation>
        </message>
        <message>
            <source>Time to compare with</source>
            <translation>要对比的时间</translation>
        </message>
        <message>
            <source>End the comparison (Esc, or Ctrl+Shift+H)</source>
            <translation>结束对比（Esc 或 Ctrl+Shift+H）</translation>
        </message>
    </context>
    <context>
        <name>DockTitle</name>
        <message>
            <source>Float this panel, or put it back</source>
            <translation>浮动此面板，或放回原处</translation>
        </message>
        <message>
            <source>Close this panel (the menu brings it back)</source>
            <translation>关闭此面板（可从菜单再打开）</translation>
        </message>
    </context>
    <context>
        <name>DutyDialog</name>
        <message>
            <source>My areas</source>
            <translation>我的责任区</translation>
        </message>
        <message>
            <source>Choose what you answer for. Nothing checked is everything. Alarms of other places and systems are counted beside your list; critical ones are always in it.</source>
            <translation>请选择您负责的项目，全部不选即负责全部。其他地点和系统的警报在列表旁计数；危急警报始终列入列表。</translation>
        </message>
        <message>
            <source>Find an area</source>
            <translation>查找区域</translation>
        </message>
        <message>
            <source>Areas</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Systems</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整个城市</translation>
        </message>
        <message>
            <source>Uncheck everything</source>
            <translation>全部取消勾选</translation>
        </message>
        <message>
            <source>not known now</source>
            <translation>当前未知</translation>
        </message>
    </context>
    <context>
        <name>EarlierRun</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程序退出，状态码 {code}</translation>
        </message>
    </context>
    <context>
        <name>EntityChoice</name>
        <message>
            <source>Type a name, a kind or an id</source>
            <translation>输入名称、类别或标识符</translation>
        </message>
    </context>
    <context>
        <name>EntityList</name>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭（Esc）</translation>
        </message>
        <message>
            <source>Enter or a click brings it into view and selects it</source>
            <translation>按 Enter 或单击可移到视野内并选中</translation>
        </message>
    </context>
    <context>
        <name>EventLoader</name>
        <message>
            <source>The answer of the station cannot be read: {error}</source>
            <translation>无法读取主站的响应：{error}</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Save what is shown</source>
            <translation>保存所示内容</translation>
        </message>
        <message>
            <source>PDF, for paper</source>
            <translation>PDF，适合打印</translation>
        </message>
        <message>
            <source>CSV, the values as rows</source>
            <translation>CSV，数值按行</translation>
        </message>
        <message>
            <source>Parquet, the values as columns</source>
            <translation>Parquet，数值按列</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>横向</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>纵向</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>As</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>纸张</translation>
        </message>
        <message>
            <source>Plots as they are shown, with title, time zone and limits; lines stay lines at any size.</source>
            <translation>按所示图表保存，附标题、时区和限值；线条放大后仍清晰。</translation>
        </message>
        <message>
            <source>The rows that are shown, in UTC and the city's zone: samples, or bins of a long span.</source>
            <translation>所示数据行，附 UTC 和城市时间：样本，或长时段的分段。</translation>
        </message>
        <message>
            <source>Being made…</source>
            <translation>正在制作…</translation>
        </message>
    </context>
    <context>
        <name>Faults</name>
        <message>
            <source>Something in the console went wrong ({error}). It goes on; please report it with the log.</source>
            <translation>控制台出现错误（{error}）。程序会继续运行；请连同日志上报。</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Draw a figure as a field between the stations that measure it</source>
            <translation>以测量该指标的测站插值，绘制分布</translation>
        </message>
        <message>
            <source>Field between stations</source>
            <translation>测站插值分布</translation>
        </message>
        <message>
            <source>No field</source>
            <translation>不显示分布</translation>
        </message>
        <message>
            <source>{figure}  -  {kind}</source>
            <translation>{figure}  -  {kind}</translation>
        </message>
        <message>
            <source>No station tells this figure. Nothing is known anywhere.</source>
            <translation>没有测站提供此指标，各处均无数据。</translation>
        </message>
        <message numerus="yes">
            <source>All %n station(s) are silent or bad: nothing is known now.</source>
            <translation>
                <numerusform>全部 %n 个测站无声息或数值无效：当前没有数据。</numerusform>
            </translation>
        </message>
        <message>
            <source>Between {told} of {count} stations, up to {far} km from one (inverse distance). Blank: not known.</source>
            <translation>以 {count} 个测站中的 {told} 个作反距离插值，范围至距测站 {far} 公里。空白：没有数据。</translation>
        </message>
    </context>
    <context>
        <name>FigureCard</name>
        <message>
            <source>What is usual at an hour is known after three days like this one, and better after weeks.</source>
            <translation>有三个同类日期的记录后，即可得知各时刻的平时范围；有数周记录则更准确。</translation>
        </message>
        <message>
            <source>Click or Enter: show it in the trends</source>
            <translation>单击或 Enter：在趋势图中显示</translation>
        </message>
    </context>
    <context>
        <name>FigureChooser</name>
        <message>
            <source>Colour areas</source>
            <translation>分区着色</translation>
        </message>
        <message>
            <source>Which areas are coloured by a figure of what is in them</source>
            <translation>哪类区域按区内指标着色</translation>
        </message>
        <message>
            <source>by</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>Whose figure</source>
            <translation>哪一类实体的指标</translation>
        </message>
        <message>
            <source>figure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Which figure</source>
            <translation>选择指标</translation>
        </message>
        <message>
            <source>taken as</source>
            <translation>统计方式</translation>
        </message>
        <message>
            <source>How the figures in an area become one</source>
            <translation>区内各数值如何合成一个</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>总和</translation>
        </message>
        <message>
            <source>as they are</source>
            <translation>不着色</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>全部种类</translation>
        </message>
        <message>
            <source>worst alarm</source>
            <translation>最严重警报</translation>
        </message>
        <message>
            <source>how many</source>
            <translation>数量</translation>
        </message>
    </context>
    <context>
        <name>FileDialog</name>
        <message>
            <source>Open it</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Stopped. Nothing was saved.</source>
            <translation>已停止，未保存。</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>New alarms wait at the end of the list. Click, or press Home, to sort them in.</source>
            <translation>新警报排在列表末尾。点击或按 Home 以并入排序。</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Acknowledge the selected alarms (Enter or A; Shift+A or Ctrl+Enter with a comment)</source>
            <translation>确认所选警报（Enter 或 A；Shift+A 或 Ctrl+Enter 可加附注）</translation>
        </message>
        <message>
            <source>Filter by text or place</source>
            <translation>按文字或地点筛选</translation>
        </message>
        <message>
            <source>Only alarms with these words in text, place, rule or id</source>
            <translation>只显示文字、地点、规则或编号含有这些词的警报</translation>
        </message>
        <message>
            <source>Unacknowledged only</source>
            <translation>只看未确认</translation>
        </message>
        <message>
            <source>Show only what somebody still has to acknowledge</source>
            <translation>只显示仍待确认的警报</translation>
        </message>
        <message>
            <source>Only one system is shown. Click to leave the filter.</source>
            <translation>只显示一个系统。点击离开筛选。</translation>
        </message>
        <message>
            <source>{waiting} unack. · {active} active</source>
            <translation>{waiting} 未确认 · {active} 当前</translation>
        </message>
        <message>
            <source>{waiting} unacknowledged · {active} active</source>
            <translation>{waiting} 个未确认 · {active} 个当前</translation>
        </message>
        <message>
            <source>Shown {shown} + hidden by filters {hidden} = {listed}</source>
            <translation>显示 {shown} ＋ 筛选隐藏 {hidden} ＝ {listed}</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>复位</translation>
        </message>
        <message>
            <source>Reset the selected alarms (R): they cleared and were acknowledged, but stay until somebody resets</source>
            <translation>复位所选警报（R）：条件已清除并已确认，但须有人复位才会消失</translation>
        </message>
        <message>
            <source>Silence the tones (Q: 10 minutes), reminders, notices on the desktop. It changes no alarm.</source>
            <translation>提示音静音（Q：10 分钟）、提醒、桌面通知。不会改变任何警报。</translation>
        </message>
        <message>
            <source>Silence, reminders, notices</source>
            <translation>静音、提醒、通知</translation>
        </message>
        <message>
            <source>Lay aside…</source>
            <translation>放置一旁…</translation>
        </message>
        <message>
            <source>Shelve the selected alarms (S), suppress them (X) or take them out of service (O)</source>
            <translation>搁置（S）、抑制（X）或停用（O）所选警报</translation>
        </message>
        <message>
            <source>Put rows together by district, system, cause or priority (G)</source>
            <translation>按地区、系统、原因或优先级分组（G）</translation>
        </message>
        <message>
            <source>Saved views: filters, sort and grouping under a name (V; 1 to 9)</source>
            <translation>已保存视图：以名称保存的筛选、排序和分组（V；1 至 9）</translation>
        </message>
        <message>
            <source>Undo the last change of filters (Ctrl+Z)</source>
            <translation>撤销上一次筛选更改（Ctrl+Z）</translation>
        </message>
        <message>
            <source>silent until {time}</source>
            <translation>静音至 {time}</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>静音</translation>
        </message>
        <message>
            <source>Silenced by {name}</source>
            <translation>由 {name} 静音</translation>
        </message>
        <message>
            <source>Silenced</source>
            <translation>已静音</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
        <message>
            <source>until somebody ends it</source>
            <translation>直至有人结束</translation>
        </message>
        <message>
            <source>{who}, {end}.</source>
            <translation>{who}，{end}。</translation>
        </message>
        <message>
            <source>Click to let tones sound again (Q).</source>
            <translation>单击以恢复提示音（Q）。</translation>
        </message>
        <message numerus="yes">
            <source>Only the area {area} is shown; %n hidden. Click to leave it (Ctrl+Shift+D).</source>
            <translation>
                <numerusform>只显示区域{area}；已隐藏 %n 个。点击离开（Ctrl+Shift+D）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>mine · %n outside, worst: {worst}</source>
            <translation>
                <numerusform>我的 · 责任区外 %n 个，最严重：{worst}</numerusform>
            </translation>
        </message>
        <message>
            <source>mine · none outside</source>
            <translation>我的 · 责任区外没有</translation>
        </message>
        <message>
            <source>Checked: only what you answer for, and everything critical. The others are counted here.</source>
            <translation>勾选时：只显示您负责的警报和所有危急警报。其余在此计数。</translation>
        </message>
        <message>
            <source>Click to see them too. “My areas…” (Ctrl+Shift+Y) chooses what you answer for.</source>
            <translation>单击以一并显示。“我的责任区…”（Ctrl+Shift+Y）可选择您负责的项目。</translation>
        </message>
        <message>
            <source>In the list {active} + laid aside {aside} = {all} that stand</source>
            <translation>列表 {active} + 放置一旁 {aside} = 现行共 {all}</translation>
        </message>
        <message numerus="yes">
            <source>%n new ↓</source>
            <translation>
                <numerusform>%n 个新警报 ↓</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only {system} is shown; %n hidden. Click to leave the filter.</source>
            <translation>
                <numerusform>只显示{system}；已隐藏 %n 个。点击离开筛选。</numerusform>
            </translation>
        </message>
        <message>
            <source>filters: none</source>
            <translation>筛选：无</translation>
        </message>
        <message>
            <source>filters hide {count}</source>
            <translation>筛选隐藏 {count} 个</translation>
        </message>
        <message>
            <source>Click to leave every filter.</source>
            <translation>点击离开所有筛选。</translation>
        </message>
        <message>
            <source>Unack.</source>
            <translation>未确认</translation>
        </message>
        <message>
            <source>Ack.</source>
            <translation>确认</translation>
        </message>
    </context>
    <context>
        <name>Finder</name>
        <message>
            <source>Alarm</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Narrow everything to this system</source>
            <translation>全部只显示此系统</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Page {name}</source>
            <translation>{name}页面</translation>
        </message>
        <message>
            <source>Figures against the usual, worst places, plots</source>
            <translation>指标对比平时、最差地点、图表</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Only {area}</source>
            <translation>只看{area}</translation>
        </message>
        <message>
            <source>Narrow everything to this area</source>
            <translation>全部只显示此区域</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>操作</translation>
        </message>
    </context>
    <context>
        <name>FloodBar</name>
        <message numerus="yes">
            <source>folded into %n situation(s)</source>
            <translation>
                <numerusform>已折叠成 %n 个事态</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new alarm(s) in 10 min</source>
            <translation>
                <numerusform>10 分钟内 %n 个新警报</numerusform>
            </translation>
        </message>
        <message>
            <source>Flood: {new}, {into}.</source>
            <translation>警报泛滥：{new}，{into}。</translation>
        </message>
        <message>
            <source>Flood: {new}.</source>
            <translation>警报泛滥：{new}。</translation>
        </message>
        <message>
            <source>The list is {into}.</source>
            <translation>列表{into}。</translation>
        </message>
        <message>
            <source>Unfold</source>
            <translation>展开</translation>
        </message>
        <message>
            <source>Fold into situations</source>
            <translation>折叠成事态</translation>
        </message>
    </context>
    <context>
        <name>Fold</name>
        <message>
            <source>Put the inspector away (Esc)</source>
            <translation>收起详情（Esc）</translation>
        </message>
    </context>
    <context>
        <name>Follow</name>
        <message>
            <source>Stop following (F or Escape)</source>
            <translation>停止跟踪（F 或 Escape）</translation>
        </message>
        <message>
            <source>Stop following</source>
            <translation>停止跟踪</translation>
        </message>
        <message>
            <source>Follow on the map</source>
            <translation>在地图上跟踪</translation>
        </message>
        <message>
            <source>Follow, its heading up</source>
            <translation>跟踪，行进方向朝上</translation>
        </message>
        <message>
            <source>{name} is silent: it stands where it was last</source>
            <translation>{name} 无声息：停留在最后位置</translation>
        </message>
        <message>
            <source>Following {name}</source>
            <translation>正在跟踪 {name}</translation>
        </message>
        <message>
            <source>{said}  -  stop</source>
            <translation>{said}  -  停止</translation>
        </message>
    </context>
    <context>
        <name>FootprintCard</name>
        <message>
            <source>Footprint today</source>
            <translation>今日足迹</translation>
        </message>
        <message>
            <source>{kg} of {target} kg CO2e per head</source>
            <translation>人均 {kg} / {target} kg CO2e</translation>
        </message>
        <message>
            <source>{kg} kg CO2e per head</source>
            <translation>人均 {kg} kg CO2e</translation>
        </message>
        <message>
            <source>Nothing of what the city uses has been heard yet. It is added up from the first minute in which a system tells its rate ([[footprint.use]] of the catalogue names them); a whole day is known after the first midnight.</source>
            <translation>尚未收到城市用量。从首个有系统提供用量率的分钟起累计（见目录的 [[footprint.use]]）；过了首个午夜后才有全天数字。</translation>
        </message>
        <message>
            <source>CO2e</source>
            <translation>CO2e</translation>
        </message>
        <message>
            <source>now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>this month</source>
            <translation>本月</translation>
        </message>
        <message>
            <source>target of a day: {target} {unit}</source>
            <translation>每日目标：{target} {unit}</translation>
        </message>
        <message>
            <source>Enter or double click: the trend of today</source>
            <translation>Enter 或双击：今日趋势</translation>
        </message>
        <message>
            <source>Suspect: today was not measured as a whole; sums are too low.</source>
            <translation>可疑：今日测量不全，总和偏低。</translation>
        </message>
        <message>
            <source>nothing measured yet</source>
            <translation>尚无测量</translation>
        </message>
    </context>
    <context>
        <name>Forecast</name>
        <message>
            <source>none: it would be no better than {rival}</source>
            <translation>没有：不会比{rival}准确</translation>
        </message>
        <message>
            <source>none: it takes two days of history</source>
            <translation>没有：需要两天历史</translation>
        </message>
        <message>
            <source>none: nothing was measured in the last hours</source>
            <translation>没有：最近数小时没有测量</translation>
        </message>
        <message>
            <source>none: it never changes</source>
            <translation>没有：数值从不变化</translation>
        </message>
        <message>
            <source>none: it failed; the station's log says why</source>
            <translation>没有：计算失败；原因见主站日志文件</translation>
        </message>
        <message>
            <source>not of states and derived series</source>
            <translation>不适用于状态和计算序列</translation>
        </message>
        <message>
            <source>within ±{within} in {held} % of cases in the last {days} days</source>
            <translation>过去 {days} 天有 {held} % 的误差在 ±{within} 以内</translation>
        </message>
        <message>
            <source>by the day before: {sentence}</source>
            <translation>按前一天推算：{sentence}</translation>
        </message>
        <message>
            <source>{better} % nearer than {rival}</source>
            <translation>误差比{rival}小 {better} %</translation>
        </message>
        <message>
            <source>the last value</source>
            <translation>最后数值</translation>
        </message>
        <message>
            <source>the value a day before</source>
            <translation>前一天的数值</translation>
        </message>
        <message>
            <source>the value a week before</source>
            <translation>前一周的数值</translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>{count} s</source>
            <translation>{count} 秒</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} 分</translation>
        </message>
        <message>
            <source>{hours} h {minutes}</source>
            <translation>{hours} 小时 {minutes} 分</translation>
        </message>
        <message>
            <source>{count} d</source>
            <translation>{count} 天</translation>
        </message>
        <message>
            <source>Mon</source>
            <translation>周一</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>周二</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>周三</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>周四</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>周五</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>周六</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>周日</translation>
        </message>
        <message>
            <source>{count} m</source>
            <translation>{count} 米</translation>
        </message>
        <message>
            <source>{count} km</source>
            <translation>{count} 公里</translation>
        </message>
        <message>
            <source>{count} m²</source>
            <translation>{count} 平方米</translation>
        </message>
        <message>
            <source>{count} ha</source>
            <translation>{count} 公顷</translation>
        </message>
        <message>
            <source>{count} km²</source>
            <translation>{count} 平方公里</translation>
        </message>
        <message>
            <source>N</source>
            <translation>北</translation>
        </message>
        <message>
            <source>NE</source>
            <translation>东北</translation>
        </message>
        <message>
            <source>E</source>
            <translation>东</translation>
        </message>
        <message>
            <source>SE</source>
            <translation>东南</translation>
        </message>
        <message>
            <source>S</source>
            <translation>南</translation>
        </message>
        <message>
            <source>SW</source>
            <translation>西南</translation>
        </message>
        <message>
            <source>W</source>
            <translation>西</translation>
        </message>
        <message>
            <source>NW</source>
            <translation>西北</translation>
        </message>
    </context>
    <context>
        <name>Guidance</name>
        <message>
            <source>Cause</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Leads to</source>
            <translation>后果</translation>
        </message>
        <message>
            <source>Do</source>
            <translation>处理</translation>
        </message>
    </context>
    <context>
        <name>HeaderBar</name>
        <message>
            <source>Menu (Alt+M)</source>
            <translation>菜单（Alt+M）</translation>
        </message>
        <message>
            <source>Bus: messages a second, gaps, set aside. Opens bus health.</source>
            <translation>总线：每秒消息、缺口、隔离数目。点击打开总线状态。</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Search everything   Ctrl+K</source>
            <translation>搜索全部   Ctrl+K</translation>
        </message>
        <message>
            <source>No city yet</source>
            <translation>尚无城市</translation>
        </message>
        <message numerus="yes">
            <source>%n gap(s)</source>
            <translation>
                <numerusform>%n 个缺口</numerusform>
            </translation>
        </message>
        <message>
            <source>{rejected} set aside</source>
            <translation>{rejected} 条隔离</translation>
        </message>
        <message>
            <source>Who are you?</source>
            <translation>您是谁？</translation>
        </message>
        <message>
            <source>supervisor</source>
            <translation>主管</translation>
        </message>
        <message numerus="yes">
            <source>%n areas</source>
            <translation>
                <numerusform>%n 个区域</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n systems</source>
            <translation>
                <numerusform>%n 个系统</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>date in the header, Qt format</comment>
            <translation>M月d日</translation>
        </message>
        <message>
            <source>{time} UTC</source>
            <translation>{time} UTC</translation>
        </message>
        <message>
            <source>UTC</source>
            <translation>UTC</translation>
        </message>
    </context>
    <context>
        <name>Heading</name>
        <message>
            <source>The system before (Ctrl+Page Up)</source>
            <translation>上一个系统（Ctrl+Page Up）</translation>
        </message>
        <message>
            <source>The next system (Ctrl+Page Down)</source>
            <translation>下一个系统（Ctrl+Page Down）</translation>
        </message>
        <message>
            <source>Back to the page before (Backspace)</source>
            <translation>返回上一页（Backspace）</translation>
        </message>
        <message>
            <source>The map beside the page, of this alone, or the page without it (M)</source>
            <translation>在页面旁显示仅含此项的地图，或收起地图（M）</translation>
        </message>
        <message>
            <source>Back to the map (Esc)</source>
            <translation>返回地图（Esc）</translation>
        </message>
    </context>
    <context>
        <name>Headline</name>
        <message>
            <source>To the entity and all its values (Backspace)</source>
            <translation>前往实体及其所有数值（Backspace）</translation>
        </message>
        <message>
            <source>Show on the map (M)</source>
            <translation>在地图上显示（M）</translation>
        </message>
        <message>
            <source>Plot what it watches (P)</source>
            <translation>绘制所监视的数值（P）</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Respond</source>
            <translation>处理限时</translation>
        </message>
        <message>
            <source>Taken by</source>
            <translation>确认者</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>ended: it stands no more</source>
            <translation>已结束，不再存在</translation>
        </message>
        <message>
            <source>not raised yet</source>
            <translation>尚未发出</translation>
        </message>
        <message>
            <source>{value} against {limit} {unit}</source>
            <translation>{value}／限值 {limit} {unit}</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
        <message>
            <source>{name} at {time}, after {age}</source>
            <translation>{name}，{time}（{age}后）</translation>
        </message>
        <message>
            <source>Acknowledging …</source>
            <translation>正在确认…</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Acknowledge this alarm (A; Shift+A with a comment). The station confirms it in the list.</source>
            <translation>确认此警报（A；Shift+A 附注）。主站会在列表中回复。</translation>
        </message>
        <message>
            <source>Resetting …</source>
            <translation>正在复位…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>复位</translation>
        </message>
        <message>
            <source>It cleared and was acknowledged. Reset it (R) when the place has been checked.</source>
            <translation>条件已清除并已确认。现场检查后请复位（R）。</translation>
        </message>
        <message>
            <source>{time}, {age} ago</source>
            <translation>{time}，{age}前</translation>
        </message>
        <message>
            <source>{left} left of {within}</source>
            <translation>剩余 {left}，限时 {within}</translation>
        </message>
        <message>
            <source>overdue by {age}; it was to be within {within}</source>
            <translation>已超时 {age}；限时 {within}</translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>/s</source>
            <translation>/秒</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Gaps</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>隔离</translation>
        </message>
        <message>
            <source>Waiting to be written</source>
            <translation>等待写入</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>正在记录</translation>
        </message>
        <message>
            <source>Received in all</source>
            <translation>累计接收</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>样本</translation>
        </message>
        <message>
            <source>Entities</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Rules watching</source>
            <translation>监视中的规则</translation>
        </message>
        <message>
            <source>Message log</source>
            <translation>消息日志</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>数据库</translation>
        </message>
        <message>
            <source>Station's memory</source>
            <translation>主站内存</translation>
        </message>
        <message>
            <source>Up for</source>
            <translation>已运行</translation>
        </message>
    </context>
    <context>
        <name>HealthPanel</name>
        <message>
            <source>Publisher</source>
            <translation>发布者</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>速率</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>最后收到</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Gaps</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Endpoint</source>
            <translation>端点</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>开始时间</translation>
        </message>
        <message>
            <source>Publishers</source>
            <translation>发布者</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>隔离</translation>
        </message>
        <message>
            <source>Reasons</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>端点</translation>
        </message>
        <message>
            <source>Desks</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>No health yet. The station tells it once a second as soon as the console is connected.</source>
            <translation>尚无状态数据。控制台连接后，主站每秒告知一次。</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>Set aside {count}</source>
            <translation>隔离 {count}</translation>
        </message>
        <message>
            <source>(without a name)</source>
            <translation>（没有名称）</translation>
        </message>
        <message>
            <source>{rate}/s</source>
            <translation>{rate}/秒</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>无声息</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>正常收到</translation>
        </message>
        <message>
            <source>never</source>
            <translation>从未</translation>
        </message>
        <message>
            <source>{age} ago</source>
            <translation>{age}前</translation>
        </message>
    </context>
    <context>
        <name>HelpSheet</name>
        <message>
            <source>Keyboard help</source>
            <translation>键盘帮助</translation>
        </message>
        <message>
            <source>In the search</source>
            <translation>搜索时</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>任何地方</translation>
        </message>
        <message>
            <source>In the alarm list</source>
            <translation>在警报列表</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>在地图上</translation>
        </message>
        <message>
            <source>In the trends</source>
            <translation>在趋势图中</translation>
        </message>
        <message>
            <source>In the time bar</source>
            <translation>在时间轴</translation>
        </message>
        <message>
            <source>In a replay</source>
            <translation>在重演中</translation>
        </message>
        <message>
            <source>In an alarm's detail</source>
            <translation>在警报详情中</translation>
        </message>
        <message>
            <source>In a situation</source>
            <translation>在事态中</translation>
        </message>
        <message>
            <source>On the page of a system</source>
            <translation>在系统页面</translation>
        </message>
        <message>
            <source>In the journal</source>
            <translation>在日志中</translation>
        </message>
        <message>
            <source>In the rules</source>
            <translation>在规则中</translation>
        </message>
        <message>
            <source>In alarm performance</source>
            <translation>在警报绩效中</translation>
        </message>
        <message>
            <source>In the debrief of an exercise</source>
            <translation>在演习复盘中</translation>
        </message>
        <message>
            <source>A minute back or on; with Shift an hour</source>
            <translation>前后移 1 分钟；按住 Shift 则 1 小时</translation>
        </message>
        <message>
            <source>A day back or on</source>
            <translation>前后移 1 天</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>空格键</translation>
        </message>
        <message>
            <source>Let the time run, or hold it</source>
            <translation>播放或停住时间</translation>
        </message>
        <message>
            <source>The next alarm, the next note; with Shift the one before</source>
            <translation>下一警报、记事；按住 Shift 则往前</translation>
        </message>
        <message>
            <source>Shorter or longer span (mouse wheel)</source>
            <translation>较短或较长时段（鼠标滚轮）</translation>
        </message>
        <message>
            <source>The first moment known</source>
            <translation>最早的记录</translation>
        </message>
        <message>
            <source>Back to live</source>
            <translation>返回实时</translation>
        </message>
        <message>
            <source>Choose a result</source>
            <translation>选择结果</translation>
        </message>
        <message>
            <source>Select it and show it on the map</source>
            <translation>选中并在地图上显示</translation>
        </message>
        <message>
            <source>Plot it</source>
            <translation>绘图</translation>
        </message>
        <message>
            <source>Leave the search</source>
            <translation>离开搜索</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Closer, farther</source>
            <translation>放大、缩小</translation>
        </message>
        <message>
            <source>Turn; with Shift the other way</source>
            <translation>旋转；按住 Shift 则反向</translation>
        </message>
        <message>
            <source>Tilt more, less</source>
            <translation>加大、减小倾斜</translation>
        </message>
        <message>
            <source>North up</source>
            <translation>正北朝上</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整个城市</translation>
        </message>
        <message>
            <source>Next mark, mark before; Enter selects it</source>
            <translation>下一个、上一个标记；Enter 选中</translation>
        </message>
        <message>
            <source>Back and forward through views</source>
            <translation>上一个、下一个视图</translation>
        </message>
        <message>
            <source>Measure a distance, an area</source>
            <translation>测量距离、面积</translation>
        </message>
        <message>
            <source>Select with a lasso, by a polygon</source>
            <translation>用套索、多边形选择</translation>
        </message>
        <message>
            <source>Shift + drag</source>
            <translation>Shift + 拖动</translation>
        </message>
        <message>
            <source>Select in a box; Ctrl adds, Alt removes</source>
            <translation>框选；Ctrl 加选，Alt 减选</translation>
        </message>
        <message>
            <source>Undo the last selection</source>
            <translation>撤销上一次选择</translation>
        </message>
        <message>
            <source>What is near</source>
            <translation>附近有什么</translation>
        </message>
        <message>
            <source>Follow a vehicle; with Shift its heading up</source>
            <translation>跟踪车辆；按住 Shift 则行进方向朝上</translation>
        </message>
        <message>
            <source>Keep this view; what is kept</source>
            <translation>保存此视图；已保存项目</translation>
        </message>
        <message>
            <source>To a kept view or place</source>
            <translation>前往已保存的视图或地点</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单键</translation>
        </message>
        <message>
            <source>What can be done here (or right click)</source>
            <translation>此处可用的操作（或右击）</translation>
        </message>
        <message>
            <source>All recorded data</source>
            <translation>全部已记录的数据</translation>
        </message>
        <message>
            <source>Go to the newest value</source>
            <translation>前往最新数值</translation>
        </message>
        <message>
            <source>Follow the city's time</source>
            <translation>跟随城市的时间</translation>
        </message>
        <message>
            <source>Hold the picture, or let it go on</source>
            <translation>停住或继续画面</translation>
        </message>
        <message>
            <source>Less time, more time</source>
            <translation>较短、较长时间</translation>
        </message>
        <message>
            <source>Earlier, later</source>
            <translation>较早、较晚</translation>
        </message>
        <message>
            <source>The cursor back or on; Enter: look at that moment</source>
            <translation>光标前后移；Enter：查看该时刻</translation>
        </message>
        <message>
            <source>The series before, the next one; Delete takes it away</source>
            <translation>上一条、下一条序列；Delete 移除</translation>
        </message>
        <message>
            <source>Yesterday, last week, what is usual behind the curves</source>
            <translation>曲线后显示昨天、上周、平时范围</translation>
        </message>
        <message>
            <source>A forecast of the next hours, with its uncertainty</source>
            <translation>未来数小时的预测及其不确定范围</translation>
        </message>
        <message>
            <source>Statistics of what is shown</source>
            <translation>所示时段的统计</translation>
        </message>
        <message>
            <source>A series made of others</source>
            <translation>由其他序列计算</translation>
        </message>
        <message>
            <source>Menu of the sheet, of the plot</source>
            <translation>图表页、图表的菜单</translation>
        </message>
        <message>
            <source>A new sheet; rename it</source>
            <translation>新建、重命名图表页</translation>
        </message>
        <message>
            <source>To another sheet; with Shift move it</source>
            <translation>切换图表页；按住 Shift 则移动</translation>
        </message>
        <message>
            <source>Open or save a sheet as a file</source>
            <translation>打开或保存图表页文件</translation>
        </message>
        <message>
            <source>Copy a picture; save as PDF, CSV, Parquet</source>
            <translation>复制图片；存为 PDF、CSV、Parquet</translation>
        </message>
        <message>
            <source>Undo the last change of a sheet</source>
            <translation>撤销图表页的上一次更改</translation>
        </message>
        <message>
            <source>To the next control</source>
            <translation>转到下一个控件</translation>
        </message>
        <message>
            <source>Open the menu</source>
            <translation>打开菜单</translation>
        </message>
    </context>
    <context>
        <name>HowExact</name>
        <message>
            <source>Nothing has been recorded yet.</source>
            <translation>尚无任何记录。</translation>
        </message>
        <message>
            <source>Nothing was recorded so early: the recording begins at {time}.</source>
            <translation>当时尚未开始记录：记录始于 {time}。</translation>
        </message>
        <message>
            <source>No station recorded from {since} to {until}: everything is as of {since}.</source>
            <translation>{since} 至 {until} 没有主站记录：全部内容截至 {since}。</translation>
        </message>
        <message>
            <source>So long ago not all is kept: states and places are as of {time}, numbers and alarms of then.</source>
            <translation>时间久远，未保留全部记录：状态和位置截至 {time}，数值和警报为当时。</translation>
        </message>
        <message>
            <source>So long ago not all is kept: values and places are as of {time}, alarms of then.</source>
            <translation>时间久远，未保留全部记录：数值和位置截至 {time}，警报为当时。</translation>
        </message>
        <message>
            <source>Messages are missing from {since} to {until}: some values may be older.</source>
            <translation>{since} 至 {until} 缺少消息：部分数值可能较旧。</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Make a basemap</source>
            <translation>制作底图</translation>
        </message>
        <message>
            <source>An extract such as Geofabrik has: city.osm.pbf</source>
            <translation>例如 Geofabrik 提供的数据文件：city.osm.pbf</translation>
        </message>
        <message>
            <source>Replace the file if it is there</source>
            <translation>文件已存在则覆盖</translation>
        </message>
        <message>
            <source>Make it</source>
            <translation>制作</translation>
        </message>
        <message>
            <source>Cancel making</source>
            <translation>取消制作</translation>
        </message>
        <message>
            <source>Extract</source>
            <translation>数据文件</translation>
        </message>
        <message>
            <source>Basemap</source>
            <translation>底图</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>OpenStreetMap extract</source>
            <translation>OpenStreetMap 数据文件</translation>
        </message>
        <message>
            <source>OpenStreetMap extracts (*.osm.pbf *.pbf)</source>
            <translation>OpenStreetMap 数据文件 (*.osm.pbf *.pbf)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Where the basemap goes</source>
            <translation>底图存放位置</translation>
        </message>
        <message>
            <source>PMTiles (*.pmtiles)</source>
            <translation>PMTiles (*.pmtiles)</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在开始…</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>The basemap will have about {size} MB (half to twice as much). Making it takes about {time}.</source>
            <translation>底图约 {size} MB（一半至两倍之间），制作约需 {time}。</translation>
        </message>
        <message>
            <source>Reading the extract</source>
            <translation>正在读取数据文件</translation>
        </message>
        <message>
            <source>Finding the sea</source>
            <translation>正在识别海域</translation>
        </message>
        <message>
            <source>Cutting tiles</source>
            <translation>正在切割瓦片</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>正在写入</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>剩余 {time}</translation>
        </message>
        <message>
            <source>{file} is made and shown, now and at the next start. “Basemap…” (Ctrl+Shift+B) changes it.</source>
            <translation>{file} 已制作并显示，下次启动时亦然。可用“底图…”（Ctrl+Shift+B）更改。</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was written.</source>
            <translation>已取消，未写入任何文件。</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} 秒</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} 分钟</translation>
        </message>
    </context>
    <context>
        <name>InjectDialog</name>
        <message>
            <source>Inject now</source>
            <translation>立即注入</translation>
        </message>
        <message>
            <source>What it measures</source>
            <translation>测量项</translation>
        </message>
        <message>
            <source>number or text</source>
            <translation>数字或文本</translation>
        </message>
        <message>
            <source>until it is taken back</source>
            <translation>直至撤回</translation>
        </message>
        <message>
            <source>other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>What somebody of the public writes or says</source>
            <translation>市民来信或来电的内容</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Or topics that begin with</source>
            <translation>或主题开头为</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>倍数</translation>
        </message>
        <message>
            <source>Plus</source>
            <translation>偏移</translation>
        </message>
        <message>
            <source>Error (spread)</source>
            <translation>误差（离散）</translation>
        </message>
        <message>
            <source>Later by (s)</source>
            <translation>延迟（秒）</translation>
        </message>
        <message>
            <source>Lasts (s)</source>
            <translation>持续（秒）</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>服务</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>测量项</translation>
        </message>
        <message>
            <source>Inject</source>
            <translation>注入</translation>
        </message>
        <message>
            <source>From now on (Ctrl+Enter)</source>
            <translation>立即生效（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>The entity tells a value that makes a rule true, again and again.</source>
            <translation>实体不断上报会触发规则的数值。</translation>
        </message>
        <message>
            <source>What it tells is another value, or what it measures times a factor, plus an offset.</source>
            <translation>上报另一数值，或将测量值乘以倍数再加偏移。</translation>
        </message>
        <message>
            <source>It goes on to tell what it told last, with new times.</source>
            <translation>以新的时间继续上报最后的数值。</translation>
        </message>
        <message>
            <source>Nothing comes from it any more.</source>
            <translation>不再传来任何数据。</translation>
        </message>
        <message>
            <source>What it tells comes later.</source>
            <translation>数据延迟到达。</translation>
        </message>
        <message>
            <source>A report of the public; at the place of an entity, or as a message to everybody.</source>
            <translation>市民报告：标在实体所在位置，或作为消息发给所有人。</translation>
        </message>
        <message>
            <source>now {value}</source>
            <translation>现为 {value}</translation>
        </message>
    </context>
    <context>
        <name>InputsForm</name>
        <message>
            <source>Series by the letters that the expression calls them by</source>
            <translation>各序列及其在表达式中的字母</translation>
        </message>
        <message>
            <source>Add a series: words of its name</source>
            <translation>添加序列：输入名称中的词语</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Take the chosen series off the list</source>
            <translation>从列表中移除所选序列</translation>
        </message>
        <message>
            <source>a second</source>
            <translation>每秒</translation>
        </message>
        <message>
            <source>a minute</source>
            <translation>每分钟</translation>
        </message>
        <message>
            <source>an hour</source>
            <translation>每小时</translation>
        </message>
        <message>
            <source>a day</source>
            <translation>每天</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>表达式</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Change in</source>
            <translation>变化量</translation>
        </message>
    </context>
    <context>
        <name>InspectorPanel</name>
        <message>
            <source>Copy the id</source>
            <translation>复制编号</translation>
        </message>
        <message>
            <source>Copy latitude and longitude</source>
            <translation>复制经纬度</translation>
        </message>
        <message>
            <source>Show on the map (Ctrl+M)</source>
            <translation>在地图上显示（Ctrl+M）</translation>
        </message>
        <message>
            <source>Follow on the map (F on the map)</source>
            <translation>在地图上跟踪（在地图上按 F）</translation>
        </message>
        <message>
            <source>Plot the selected attributes, or the most telling one</source>
            <translation>绘制所选属性，或最重要的一项</translation>
        </message>
        <message>
            <source>Copy everything as JSON</source>
            <translation>以 JSON 复制全部</translation>
        </message>
        <message>
            <source>Write a note about it (Ctrl+Shift+N)</source>
            <translation>为此写记事（Ctrl+Shift+N）</translation>
        </message>
        <message>
            <source>Attributes</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Nearby</source>
            <translation>附近</translation>
        </message>
        <message>
            <source>Alarms and notes</source>
            <translation>警报和记事</translation>
        </message>
        <message>
            <source>Nothing is selected. Click a symbol on the map or an alarm, or press Ctrl+K to search.</source>
            <translation>尚未选择。请点击地图上的符号或警报，或按 Ctrl+K 搜索。</translation>
        </message>
        <message>
            <source>What is selected is not known to the station.</source>
            <translation>主站不认识所选的实体。</translation>
        </message>
        <message>
            <source>place unknown</source>
            <translation>位置不明</translation>
        </message>
        <message>
            <source>place unknown: it says 0, 0</source>
            <translation>位置不明：上报为 0, 0</translation>
        </message>
        <message numerus="yes">
            <source>%n entities selected</source>
            <translation>
                <numerusform>已选择 %n 个实体</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them with an alarm</source>
            <translation>
                <numerusform>其中 %n 个有警报</numerusform>
            </translation>
        </message>
        <message>
            <source>None with an alarm</source>
            <translation>全部没有警报</translation>
        </message>
        <message>
            <source>Selected</source>
            <translation>已选择</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more in the alarm list</source>
            <translation>
                <numerusform>警报列表中另有 %n 个</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Journal</name>
        <message>
            <source>Saved to {out}.</source>
            <translation>已保存到 {out}。</translation>
        </message>
        <message>
            <source>{out} cannot be written: {reason}. Choose another place.</source>
            <translation>无法写入 {out}：{reason}。请选择其他位置。</translation>
        </message>
    </context>
    <context>
        <name>JournalPanel</name>
        <message>
            <source>Journal of alarms</source>
            <translation>警报日志</translation>
        </message>
        <message>
            <source>Click to sort; S sorts by the next column</source>
            <translation>单击以排序；S 按下一列排序</translation>
        </message>
        <message>
            <source>Filter by words</source>
            <translation>按词语筛选</translation>
        </message>
        <message>
            <source>Only events with all of these words in text, comment, place, rule or person (/)</source>
            <translation>只显示文字、附注、地点、规则或人员含有全部这些词语的事件（/）</translation>
        </message>
        <message>
            <source>Only one kind of event</source>
            <translation>只看一种事件</translation>
        </message>
        <message>
            <source>All events</source>
            <translation>所有事件</translation>
        </message>
        <message>
            <source>Only what one person did</source>
            <translation>只看一人的操作</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Only the history of one alarm or place. Click, or press Escape, for all.</source>
            <translation>只显示一个警报或地点的历史。单击或按 Escape 以显示全部。</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>The events shown, as CSV (E)</source>
            <translation>以 CSV 导出所示事件（E）</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>%n h</source>
            <translation>
                <numerusform>%n 小时</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>Alarms of {name}</source>
            <translation>{name}的警报</translation>
        </message>
        <message>
            <source>One alarm</source>
            <translation>单个警报</translation>
        </message>
        <message>
            <source>{shown} of the newest {there}; there are {total}. Choose a shorter span for the others.</source>
            <translation>最新 {there} 条中的 {shown} 条，共有 {total} 条。请选择较短时段以查看其余。</translation>
        </message>
        <message>
            <source>{shown} of {there} events</source>
            <translation>{there} 条事件中的 {shown} 条</translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n 条事件</numerusform>
            </translation>
        </message>
        <message>
            <source>No event matches the filter. Clear the words, or choose all events and everybody.</source>
            <translation>没有符合筛选的事件。请清除词语，或选择所有事件和所有人。</translation>
        </message>
        <message>
            <source>Asking the station…</source>
            <translation>正在查询主站…</translation>
        </message>
        <message>
            <source>The journal comes as soon as the console is connected to a station.</source>
            <translation>控制台连接主站后即显示日志。</translation>
        </message>
        <message>
            <source>Nothing happened to alarms in this span. Choose a longer one.</source>
            <translation>此时段没有警报事件。请选择较长的时段。</translation>
        </message>
        <message>
            <source>Export the journal</source>
            <translation>导出日志</translation>
        </message>
    </context>
    <context>
        <name>JournalTable</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限值</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>By</source>
            <translation>经手人</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>附注</translation>
        </message>
    </context>
    <context>
        <name>Jumps</name>
        <message>
            <source>No alarm was raised before.</source>
            <translation>此前没有发出警报。</translation>
        </message>
        <message>
            <source>No alarm was raised after this.</source>
            <translation>此后没有发出警报。</translation>
        </message>
        <message>
            <source>No note is about a time before.</source>
            <translation>更早的时间没有记事。</translation>
        </message>
        <message>
            <source>No note is about a later time.</source>
            <translation>更晚的时间没有记事。</translation>
        </message>
    </context>
    <context>
        <name>KeysSheet</name>
        <message>
            <source>Keyboard help</source>
            <translation>键盘说明</translation>
        </message>
    </context>
    <context>
        <name>KindsCard</name>
        <message>
            <source>Kinds</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>middle, lowest to highest</source>
            <translation>中位数，最低至最高</translation>
        </message>
        <message>
            <source>Nothing of this system has been heard yet.</source>
            <translation>尚未收到此系统的消息。</translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 个实体</numerusform>
            </translation>
        </message>
        <message>
            <source>newest data {age} ago</source>
            <translation>最新数据于 {age}前</translation>
        </message>
        <message>
            <source>Enter or double click: its page</source>
            <translation>Enter 或双击：所属页面</translation>
        </message>
    </context>
    <context>
        <name>LayerPanel</name>
        <message>
            <source>Layers of the map</source>
            <translation>地图图层</translation>
        </message>
        <message>
            <source>What this map draws. Space switches a line; O or Alt+click shows it alone</source>
            <translation>此地图绘制的内容。空格键开关该行；O 或 Alt+单击只显示该行</translation>
        </message>
        <message>
            <source>Find a layer</source>
            <translation>查找图层</translation>
        </message>
        <message>
            <source>Show only</source>
            <translation>只显示</translation>
        </message>
        <message>
            <source>Show the layers of one task and hide the others</source>
            <translation>只显示某项工作所需的图层，隐藏其余</translation>
        </message>
        <message>
            <source>Names of the map</source>
            <translation>地图名称</translation>
        </message>
        <message>
            <source>Names of places and streets</source>
            <translation>地点和街道名称</translation>
        </message>
        <message>
            <source>Select what is not on the map, to see it in the other panels</source>
            <translation>选中不在地图上的项目，以在其他面板查看</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>图层</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>全部显示</translation>
        </message>
        <message>
            <source>Draw every kind again</source>
            <translation>重新绘制所有种类</translation>
        </message>
        <message numerus="yes">
            <source>%n at 0, 0</source>
            <translation>
                <numerusform>%n 个在 0, 0</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a place</source>
            <translation>
                <numerusform>%n 个没有位置</numerusform>
            </translation>
        </message>
        <message>
            <source>Not on the map: {what}</source>
            <translation>不在地图上：{what}</translation>
        </message>
        <message>
            <source>{shown} of {all}</source>
            <translation>{shown} / {all}</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Traffic and transport</source>
            <translation>交通运输</translation>
        </message>
        <message>
            <source>Utilities</source>
            <translation>公用设施</translation>
        </message>
        <message>
            <source>Weather and water</source>
            <translation>天气和水务</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
    </context>
    <context>
        <name>LedgerTabs</name>
        <message>
            <source>T: the next list, Shift+T: the one before</source>
            <translation>T：下一个列表，Shift+T：上一个列表</translation>
        </message>
        <message>
            <source>{shown} shown + {hidden} hidden + {aside} laid aside = {total}</source>
            <translation>显示 {shown} + 隐藏 {hidden} + 放置一旁 {aside} = {total}</translation>
        </message>
        <message>
            <source>{shown} shown + {hidden} hidden + {aside} in other lists = {total}</source>
            <translation>显示 {shown} + 隐藏 {hidden} + 其他列表 {aside} = {total}</translation>
        </message>
        <message>
            <source>The sum does not come out: {told}</source>
            <translation>总数不符：{told}</translation>
        </message>
        <message numerus="yes">
            <source>of those shown, %n in folded groups</source>
            <translation>
                <numerusform>所显示者中 %n 个在已折叠的组内</numerusform>
            </translation>
        </message>
        <message>
            <source>Every alarm is shown, hidden by a filter, or laid aside.</source>
            <translation>每个警报均为显示、被筛选隐藏或放置一旁三者之一。</translation>
        </message>
        <message>
            <source>In alarm</source>
            <translation>警报中</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Shelved</source>
            <translation>已搁置</translation>
        </message>
        <message>
            <source>Shelf</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>Suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>Suppr.</source>
            <translation>抑制</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>What stands or waits for somebody</source>
            <translation>当前存在或待处理的警报</translation>
        </message>
        <message>
            <source>Laid aside by somebody for a while; it comes back by itself. U unshelves.</source>
            <translation>由人暂时搁置，其后自动返回列表。按 U 取消搁置。</translation>
        </message>
        <message>
            <source>Follows from another alarm, or suppressed by a supervisor. Shift+X ends it.</source>
            <translation>源于另一警报，或由主管抑制。按 Shift+X 结束。</translation>
        </message>
        <message>
            <source>Taken out under a permit; goes on being judged. Shift+O returns it.</source>
            <translation>凭许可证停用；系统仍继续评估。按 Shift+O 恢复使用。</translation>
        </message>
    </context>
    <context>
        <name>Legend</name>
        <message>
            <source>Critical alarm</source>
            <translation>危急警报</translation>
        </message>
        <message>
            <source>High alarm</source>
            <translation>高级警报</translation>
        </message>
        <message>
            <source>Medium alarm</source>
            <translation>中级警报</translation>
        </message>
        <message>
            <source>Low alarm</source>
            <translation>低级警报</translation>
        </message>
        <message>
            <source>Tick: over</source>
            <translation>对勾：已结束</translation>
        </message>
        <message>
            <source>Faint: off, at rest</source>
            <translation>浅色：关闭、静止</translation>
        </message>
        <message>
            <source>Ring: on, at work</source>
            <translation>圆环：开启、运行中</translation>
        </message>
        <message>
            <source>Thick ring: raised, worth a look</source>
            <translation>粗环：偏高，值得关注</translation>
        </message>
        <message>
            <source>Filled: full</source>
            <translation>实心：已满</translation>
        </message>
        <message>
            <source>Two rings: under way</source>
            <translation>双环：进行中</translation>
        </message>
        <message>
            <source>Bar: closed</source>
            <translation>横杠：已封闭</translation>
        </message>
        <message>
            <source>Slash: without supply</source>
            <translation>斜线：供应中断</translation>
        </message>
        <message>
            <source>Cross: faulty</source>
            <translation>叉号：故障</translation>
        </message>
        <message>
            <source>Closed to traffic</source>
            <translation>已封闭，无法通行</translation>
        </message>
        <message>
            <source>Tripped, dead or faulty</source>
            <translation>跳闸、失电或故障</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>已关闭</translation>
        </message>
        <message>
            <source>Dotted: no news</source>
            <translation>点线：无更新</translation>
        </message>
        <message>
            <source>Side by side: a road's two directions</source>
            <translation>并排：道路的两个方向</translation>
        </message>
        <message>
            <source>Flow: which way; wider is more</source>
            <translation>流向：越宽流量越大</translation>
        </message>
        <message>
            <source>Area without supply</source>
            <translation>供应中断区域</translation>
        </message>
        <message>
            <source>Arc: share in alarm</source>
            <translation>弧线：有警报的比例</translation>
        </message>
        <message>
            <source>Arc: share not as usual</source>
            <translation>弧线：异常的比例</translation>
        </message>
        <message>
            <source>Dotted arc: share without news</source>
            <translation>点状弧线：无更新的比例</translation>
        </message>
        <message>
            <source>Outline: acknowledged</source>
            <translation>空心：已确认</translation>
        </message>
        <message>
            <source>Small: returned, not acknowledged</source>
            <translation>细小：已恢复，未确认</translation>
        </message>
        <message>
            <source>Number beside: how many alarms</source>
            <translation>旁边数字：警报数量</translation>
        </message>
        <message>
            <source>Warning in force</source>
            <translation>警告生效</translation>
        </message>
        <message>
            <source>Several in one place</source>
            <translation>同一处有多个</translation>
        </message>
        <message>
            <source>Suspect value</source>
            <translation>可疑数值</translation>
        </message>
        <message>
            <source>No news: stale</source>
            <translation>无更新：过时</translation>
        </message>
        <message>
            <source>Bad value</source>
            <translation>无效数值</translation>
        </message>
        <message>
            <source>Dot: zoom in to see what it is</source>
            <translation>圆点：放大以查看种类</translation>
        </message>
        <message>
            <source>Nothing is drawn here.</source>
            <translation>此处没有绘制任何内容。</translation>
        </message>
        <message>
            <source>suspect</source>
            <translation>可疑</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>过时</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>无效</translation>
        </message>
        <message>
            <source>nothing known</source>
            <translation>没有数据</translation>
        </message>
        <message>
            <source>none</source>
            <translation>没有</translation>
        </message>
        <message>
            <source>critical</source>
            <translation>危急</translation>
        </message>
        <message>
            <source>{kind}: {figure}</source>
            <translation>{kind}：{figure}</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>总和</translation>
        </message>
        <message>
            <source>how many</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>worst alarm</source>
            <translation>最严重警报</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>{figure}, {way}</source>
            <translation>{figure}（{way}）</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 项</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more; point at it to see</source>
            <translation>
                <numerusform>另有 %n 项；指向此处可查看</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LiveBanner</name>
        <message>
            <source>I have heard it: put this away. The alarm itself stays as it is.</source>
            <translation>已知悉：收起此提示。警报本身保持不变。</translation>
        </message>
    </context>
    <context>
        <name>LiveWatch</name>
        <message>
            <source>{address} is not a live station.</source>
            <translation>{address} 不是实时主站。</translation>
        </message>
    </context>
    <context>
        <name>LookBack</name>
        <message>
            <source>That moment has not come yet: choose one of the past.</source>
            <translation>该时刻尚未到来：请选择过去的时刻。</translation>
        </message>
        <message>
            <source>The past was not shown within {count} s.</source>
            <translation>未能在 {count} 秒内显示历史。</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>A panel could not use what was remembered of it; it starts afresh.</source>
            <translation>有面板无法使用之前记住的状态，现以默认状态开始。</translation>
        </message>
        <message>
            <source>The remembered layout could not be used. The default layout is shown.</source>
            <translation>无法使用之前记住的布局，现显示默认布局。</translation>
        </message>
        <message>
            <source>No more maps can be opened in this console. Close one first.</source>
            <translation>此控制台无法再打开地图。请先关闭一个。</translation>
        </message>
        <message>
            <source>Select an alarm or a place first; then its history is shown.</source>
            <translation>请先选择警报或地点，再查看其历史。</translation>
        </message>
    </context>
    <context>
        <name>ManyForm</name>
        <message>
            <source>Sum</source>
            <translation>总和</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Smallest</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>Put together</source>
            <translation>合并方式</translation>
        </message>
        <message>
            <source>Entities</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>Attribute</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Of these</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>All of them</source>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>The %n selected</source>
            <translation>
                <numerusform>所选的 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>In {area}</source>
            <translation>{area}内</translation>
        </message>
        <message>
            <source>No entities of this type tell a number.</source>
            <translation>此类实体均不提供数值。</translation>
        </message>
        <message>
            <source>None of the selected entities is of this type. Choose another type, or all of them.</source>
            <translation>所选实体均不属此类。请选择其他类别，或选择全部。</translation>
        </message>
    </context>
    <context>
        <name>ManySelected</name>
        <message>
            <source>What to do with what is selected</source>
            <translation>对所选项目的操作</translation>
        </message>
        <message>
            <source>Show everything again</source>
            <translation>重新显示全部</translation>
        </message>
        <message>
            <source>{listed} of {total} are listed, worst alarms first.</source>
            <translation>列出 {total} 个中的 {listed} 个，最严重警报在前。</translation>
        </message>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>已选择 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} selected</source>
            <translation>已选择 {count} 个</translation>
        </message>
        <message>
            <source>Only {count} shown</source>
            <translation>只显示 {count} 个</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) hidden</source>
            <translation>
                <numerusform>已隐藏 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>List them</source>
            <translation>列出</translation>
        </message>
        <message numerus="yes">
            <source>Plot the first %n</source>
            <translation>
                <numerusform>绘制前 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>Show only these on this map</source>
            <translation>此地图只显示这些</translation>
        </message>
        <message>
            <source>Clear the selection</source>
            <translation>清除选择</translation>
        </message>
        <message>
            <source>Undo the last selection</source>
            <translation>撤销上一次选择</translation>
        </message>
    </context>
    <context>
        <name>Map</name>
        <message>
            <source>heard of {age} ago</source>
            <translation>{age}前收到</translation>
        </message>
        <message>
            <source>Not live: the station is not connected.</source>
            <translation>并非实时：主站未连接。</translation>
        </message>
        <message>
            <source>{label}: {value}</source>
            <translation>{label}：{value}</translation>
        </message>
        <message>
            <source>The value is suspect.</source>
            <translation>数值可疑。</translation>
        </message>
        <message>
            <source>Stale: nothing new for longer than usual.</source>
            <translation>过时：比平常更久没有更新。</translation>
        </message>
        <message>
            <source>The value is bad.</source>
            <translation>数值无效。</translation>
        </message>
        <message numerus="yes">
            <source>{letter}  %n with an alarm</source>
            <translation>
                <numerusform>{letter}  %n 个有警报</numerusform>
            </translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 个实体</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more alarm(s)</source>
            <translation>
                <numerusform>另有 %n 个警报</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more kind(s)</source>
            <translation>
                <numerusform>另有 %n 种</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapButtons</name>
        <message>
            <source>Zoom in (+)</source>
            <translation>放大（+）</translation>
        </message>
        <message>
            <source>Zoom out (-)</source>
            <translation>缩小（-）</translation>
        </message>
        <message>
            <source>Whole city (Home)</source>
            <translation>整个城市（Home）</translation>
        </message>
        <message>
            <source>North up (N)</source>
            <translation>正北朝上（N）</translation>
        </message>
        <message>
            <source>Choose layers</source>
            <translation>选择图层</translation>
        </message>
        <message>
            <source>Legend</source>
            <translation>图例</translation>
        </message>
        <message>
            <source>Measure, select, keep places</source>
            <translation>测量、选择、保存地点</translation>
        </message>
    </context>
    <context>
        <name>MapFooter</name>
        <message>
            <source>Latitude and longitude under the pointer (WGS 84)</source>
            <translation>指针所在的经纬度（WGS 84）</translation>
        </message>
        <message>
            <source>Whose map this is</source>
            <translation>地图来源</translation>
        </message>
        <message>
            <source>{lat}, {lon}   zoom {zoom}</source>
            <translation>{lat}, {lon}   缩放 {zoom}</translation>
        </message>
    </context>
    <context>
        <name>MapGround</name>
        <message>
            <source>No basemap. Start the console with --basemap FILE (PMTiles, MBTiles, GeoJSON or a tile server) to see streets.</source>
            <translation>没有底图。请用 --basemap FILE（PMTiles、MBTiles、GeoJSON 或瓦片服务器）启动控制台。</translation>
        </message>
        <message>
            <source>There is no basemap: {reason} The city is drawn without streets.</source>
            <translation>没有底图：{reason} 城市将不绘制街道。</translation>
        </message>
    </context>
    <context>
        <name>MapNotice</name>
        <message>
            <source>Close this notice (Esc); it comes back only with news</source>
            <translation>关闭此通知（Esc）；有新情况才会再出现</translation>
        </message>
    </context>
    <context>
        <name>MapPanel</name>
        <message>
            <source>Map of the city</source>
            <translation>城市地图</translation>
        </message>
        <message>
            <source>Not live: the station is not heard. What is shown is old until it is back.</source>
            <translation>并非实时：收不到主站信号。恢复之前所示均为旧数据。</translation>
        </message>
        <message>
            <source>The station refused this console.</source>
            <translation>主站拒绝了此控制台。</translation>
        </message>
        <message>
            <source>Connecting to the station. The city appears here as soon as it answers.</source>
            <translation>正在连接主站。主站回应后，城市会在此显示。</translation>
        </message>
        <message>
            <source>Nothing has been heard from the city yet. Entities appear here with their first message.</source>
            <translation>尚未收到城市的消息。实体会随首条消息在此出现。</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) hidden by the filter</source>
            <translation>
                <numerusform>筛选隐藏了 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>Filtered</source>
            <translation>已筛选</translation>
        </message>
        <message>
            <source>{text}  -  show every system</source>
            <translation>{text}  -  显示所有系统</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) on hidden layers</source>
            <translation>
                <numerusform>隐藏图层上有 %n 个警报</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapWindow</name>
        <message>
            <source>Linked</source>
            <translation>联动</translation>
        </message>
        <message>
            <source>Look where the other linked maps look (Ctrl+Shift+L)</source>
            <translation>与其他联动地图查看同一处（Ctrl+Shift+L）</translation>
        </message>
        <message>
            <source>Map {number}</source>
            <translation>地图 {number}</translation>
        </message>
    </context>
    <context>
        <name>Measure</name>
        <message>
            <source>{length}   bearing {degrees}°</source>
            <translation>{length}   方位角 {degrees}°</translation>
        </message>
        <message numerus="yes">
            <source>{total} in %n legs, the last {leg}</source>
            <translation>
                <numerusform>{total}，共 %n 段，最后一段 {leg}</numerusform>
            </translation>
        </message>
        <message>
            <source>{length} along the edge</source>
            <translation>边长 {length}</translation>
        </message>
        <message>
            <source>The edge crosses itself: move a point, the area cannot be told.</source>
            <translation>边线自相交叉，无法计算面积：请移动一个点。</translation>
        </message>
        <message>
            <source>{area}   edge {length}</source>
            <translation>{area}   周长 {length}</translation>
        </message>
        <message numerus="yes">
            <source>%n points are the most. Backspace takes the last one back, Esc leaves.</source>
            <translation>
                <numerusform>最多 %n 个点。Backspace 撤回最后一点，Esc 退出。</numerusform>
            </translation>
        </message>
        <message>
            <source>Click to measure anew · Ctrl+C copies · Backspace goes on · Esc leaves</source>
            <translation>单击重新测量 · Ctrl+C 复制 · Backspace 继续 · Esc 退出</translation>
        </message>
        <message>
            <source>Click, or aim with the arrows and press Enter, to set the first point · Esc leaves</source>
            <translation>单击，或用方向键瞄准再按 Enter，确定首点 · Esc 退出</translation>
        </message>
        <message>
            <source>Click or Enter adds a corner · Backspace takes it back · double click or E ends · Esc leaves</source>
            <translation>单击或 Enter 加角点 · Backspace 撤回 · 双击或 E 完成 · Esc 退出</translation>
        </message>
        <message>
            <source>Click or Enter adds a point · Backspace takes it back · double click or E ends · Esc leaves</source>
            <translation>单击或 Enter 加点 · Backspace 撤回 · 双击或 E 完成 · Esc 退出</translation>
        </message>
    </context>
    <context>
        <name>Measures</name>
        <message>
            <source>Saved to {out}.</source>
            <translation>已保存到 {out}。</translation>
        </message>
        <message>
            <source>{out} cannot be written: {reason}. Choose another place.</source>
            <translation>无法写入 {out}：{reason}。请选择其他位置。</translation>
        </message>
        <message>
            <source>How well the alarm system works</source>
            <translation>警报系统绩效</translation>
        </message>
        <message>
            <source>{since} to {until} ({zone}, UTC{offset})</source>
            <translation>{since} 至 {until}（{zone}，UTC{offset}）</translation>
        </message>
        <message>
            <source>Figure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>评定</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Priorities</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>The ten most frequent</source>
            <translation>最频繁的十个</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>Desks</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>Median</source>
            <translation>中位数</translation>
        </message>
        <message>
            <source>Nine of ten</source>
            <translation>九成不超过</translation>
        </message>
        <message>
            <source>From</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>By window</source>
            <translation>按时段</translation>
        </message>
        <message>
            <source>Alarms in 10 minutes, on average</source>
            <translation>每 10 分钟平均警报数</translation>
        </message>
        <message>
            <source>Alarms in the busiest 10 minutes</source>
            <translation>最繁忙 10 分钟的警报数</translation>
        </message>
        <message>
            <source>Share of time in flood</source>
            <translation>警报泛滥的时间占比</translation>
        </message>
        <message>
            <source>Standing alarms, on average</source>
            <translation>平均现行警报数</translation>
        </message>
        <message>
            <source>Standing at the end</source>
            <translation>期末现行警报数</translation>
        </message>
        <message>
            <source>Standing longer than a day, most at once</source>
            <translation>现行超过 1 天，同时最多</translation>
        </message>
        <message>
            <source>Chattering (3 in a minute)</source>
            <translation>反复跳变（1 分钟 3 次）</translation>
        </message>
        <message>
            <source>Share of the ten most frequent</source>
            <translation>最频繁十个的占比</translation>
        </message>
        <message>
            <source>Unacknowledged at the end</source>
            <translation>期末未确认</translation>
        </message>
        <message>
            <source>Age of the oldest of them</source>
            <translation>其中最久者的历时</translation>
        </message>
        <message>
            <source>Time to acknowledge, median</source>
            <translation>确认用时，中位数</translation>
        </message>
        <message>
            <source>Time to acknowledge, nine of ten</source>
            <translation>确认用时，九成不超过</translation>
        </message>
        <message>
            <source>none</source>
            <translation>应为零</translation>
        </message>
        <message>
            <source>at most {value}</source>
            <translation>不超过 {value}</translation>
        </message>
        <message>
            <source>within the target</source>
            <translation>达标</translation>
        </message>
        <message>
            <source>above the target</source>
            <translation>超标</translation>
        </message>
        <message>
            <source>far above the target</source>
            <translation>严重超标</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n 小时</numerusform>
            </translation>
        </message>
        <message>
            <source>This is {span} only. An alarm system is judged on 30 days or more: take these as a hint.</source>
            <translation>只有 {span}的记录。评定警报系统须有 30 天以上，以下仅供参考。</translation>
        </message>
        <message>
            <source>No station recorded for {span} of it; that counts as quiet.</source>
            <translation>其中 {span}没有主站记录，按没有警报计算。</translation>
        </message>
        <message>
            <source>Targets after EEMUA 191 and ISA-18.2 by secondary sources, for one operator position.</source>
            <translation>目标值按 EEMUA 191 和 ISA-18.2（据二手资料），以一个操作员席位计。</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MeasuresPanel</name>
        <message>
            <source>Figure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>评定</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Figures of the alarm system</source>
            <translation>警报系统的指标</translation>
        </message>
        <message>
            <source>Enter or a double click: the alarms behind the figure</source>
            <translation>按 Enter 或双击：此指标的相关警报</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>Chattered</source>
            <translation>反复跳变</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>Median</source>
            <translation>中位数</translation>
        </message>
        <message>
            <source>Nine of ten</source>
            <translation>九成不超过</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 小时</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>PDF or CSV</source>
            <translation>PDF 或 CSV</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>警报频率</translation>
        </message>
        <message>
            <source>The ten most frequent</source>
            <translation>最频繁的十个</translation>
        </message>
        <message>
            <source>Most frequent</source>
            <translation>最频繁</translation>
        </message>
        <message>
            <source>Priorities</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Desks</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Alarms behind the figure</source>
            <translation>此指标的相关警报</translation>
        </message>
        <message>
            <source>Alarms behind it</source>
            <translation>相关警报</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>The figures come as soon as the console is connected to a station.</source>
            <translation>控制台连接主站后即显示指标。</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>the rest</source>
            <translation>其余</translation>
        </message>
        <message>
            <source>about {share}</source>
            <translation>约 {share}</translation>
        </message>
        <message>
            <source>Export the figures</source>
            <translation>导出指标</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
    </context>
    <context>
        <name>Memory</name>
        <message>
            <source>The remembered layout could not be read ({error}). The default layout is shown.</source>
            <translation>无法读取之前记住的布局（{error}），现显示默认布局。</translation>
        </message>
    </context>
    <context>
        <name>ModeBadge</name>
        <message>
            <source>REVIEW {time}</source>
            <translation>回放 {time}</translation>
        </message>
        <message>
            <source>Everything shown is the city as it stood then, not now.</source>
            <translation>所示均为城市当时的状态，并非当前状态。</translation>
        </message>
        <message>
            <source>STALE</source>
            <translation>过时</translation>
        </message>
        <message>
            <source>The station is there, but nothing arrives from the bus.</source>
            <translation>主站在线，但总线没有任何消息传来。</translation>
        </message>
        <message>
            <source>LIVE</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>Everything shown is the city's present state.</source>
            <translation>所示均为城市的当前状态。</translation>
        </message>
        <message>
            <source>LOST</source>
            <translation>失联</translation>
        </message>
        <message>
            <source>The station is not heard any more.</source>
            <translation>已收不到主站的信号。</translation>
        </message>
        <message>
            <source>REFUSED</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>CONNECTING</source>
            <translation>连接中</translation>
        </message>
        <message>
            <source>Waiting for the station to answer.</source>
            <translation>正在等待主站回应。</translation>
        </message>
        <message>
            <source>Mode: {mode}</source>
            <translation>模式：{mode}</translation>
        </message>
    </context>
    <context>
        <name>MomentOffer</name>
        <message>
            <source>The whole console as it stood then: map, alarms, overview (Enter). Esc: let it be</source>
            <translation>整个控制台显示当时的状态：地图、警报、概览（Enter）。Esc：不理会</translation>
        </message>
        <message>
            <source>Look at {time}</source>
            <translation>查看 {time}</translation>
        </message>
    </context>
    <context>
        <name>MoversCard</name>
        <message>
            <source>What moves it: {axis}</source>
            <translation>影响因素：{axis}</translation>
        </message>
        <message>
            <source>not known yet</source>
            <translation>尚未知</translation>
        </message>
        <message>
            <source>{value} of 100</source>
            <translation>{value} / 100</translation>
        </message>
        <message>
            <source>This axis has no indicators: [[axis.indicator]] of the catalogue describes them.</source>
            <translation>此轴没有指标：由目录的 [[axis.indicator]] 设定。</translation>
        </message>
        <message>
            <source>Adds {points} to the axis, which is 50 as ever</source>
            <translation>对此轴的影响：{points}（50 为一如以往）</translation>
        </message>
        <message>
            <source>Enter or double click: the page it is on. T: its trend. ← →: another axis</source>
            <translation>Enter 或双击：所在页面。T：其趋势。← →：另一轴</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Rename the sheet</source>
            <translation>重命名图表页</translation>
        </message>
        <message>
            <source>Name of the sheet</source>
            <translation>图表页名称</translation>
        </message>
    </context>
    <context>
        <name>NearHere</name>
        <message>
            <source>within {radius}</source>
            <translation>{radius} 内</translation>
        </message>
        <message>
            <source>How far around</source>
            <translation>查找半径</translation>
        </message>
        <message>
            <source>Worst alarms first</source>
            <translation>最严重警报在前</translation>
        </message>
        <message>
            <source>Instead of the nearest first</source>
            <translation>而非最近者在前</translation>
        </message>
        <message>
            <source>What is near</source>
            <translation>附近有什么</translation>
        </message>
        <message>
            <source>here</source>
            <translation>此处</translation>
        </message>
        <message>
            <source>Nothing that is shown is within {radius}. Choose a larger radius or show more layers.</source>
            <translation>{radius} 内没有显示的项目。请加大半径或显示更多图层。</translation>
        </message>
        <message>
            <source>{listed} of {total} are listed.</source>
            <translation>列出 {total} 个中的 {listed} 个。</translation>
        </message>
        <message>
            <source>Near {place}</source>
            <translation>{place} 附近</translation>
        </message>
        <message>
            <source>What is near here</source>
            <translation>此处附近有什么</translation>
        </message>
    </context>
    <context>
        <name>Neighbourhood</name>
        <message>
            <source>here</source>
            <translation>此处</translation>
        </message>
        <message>
            <source>No other alarm within 10 min and 1 km, and none here.</source>
            <translation>10 分钟、1 公里内没有其他警报，此处也没有。</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoPlots</name>
        <message>
            <source>No plots. Drag a value from the inspector to here, press Ctrl+P for the selected entity, or choose Ctrl+Enter in the search.</source>
            <translation>没有图表。请从详情面板把数值拖到这里，或按 Ctrl+P 绘制所选实体，或在搜索中按 Ctrl+Enter。</translation>
        </message>
        <message>
            <source>Show what is worth a look</source>
            <translation>显示值得关注的项目</translation>
        </message>
        <message>
            <source>Plots the values of the worst alarms, or of the first systems</source>
            <translation>绘制最严重警报的数值，或前几个系统的数值</translation>
        </message>
        <message>
            <source>Sheets…</source>
            <translation>图表页…</translation>
        </message>
        <message>
            <source>Open, rename or delete sheets of plots (M)</source>
            <translation>打开、重命名或删除图表页（M）</translation>
        </message>
    </context>
    <context>
        <name>NoteDialog</name>
        <message>
            <source>What was seen, done or decided</source>
            <translation>所见、所做或所作的决定</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>About</source>
            <translation>有关</translation>
        </message>
        <message>
            <source>Begin of the time it is about</source>
            <translation>所记时间的开始</translation>
        </message>
        <message>
            <source>End of the time it is about</source>
            <translation>所记时间的结束</translation>
        </message>
        <message>
            <source>only for a span: 18:40</source>
            <translation>仅限时段：18:40</translation>
        </message>
        <message>
            <source>Notes about this time</source>
            <translation>关于此时间的记事</translation>
        </message>
        <message>
            <source>Enter or a double click corrects a note</source>
            <translation>按 Enter 或双击以更正记事</translation>
        </message>
        <message>
            <source>At</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>记事人</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>It is not shown any more; the journal keeps it.</source>
            <translation>不再显示；日志仍会保留。</translation>
        </message>
        <message>
            <source>A time of the city: 18:24, 2026-11-22 18:24:07, or -15min</source>
            <translation>城市时间：18:24、2026-11-22 18:24:07 或 -15min</translation>
        </message>
        <message>
            <source>Nothing in particular</source>
            <translation>没有特定对象</translation>
        </message>
        <message>
            <source>now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>Correct a note</source>
            <translation>更正记事</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>写记事</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>更正</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>写入</translation>
        </message>
        <message>
            <source>Into the journal, for every desk to see (Ctrl+Enter)</source>
            <translation>记入日志，各席位均可查看（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>Written about this time already (Enter corrects one):</source>
            <translation>已有关于此时间的记事（按 Enter 更正）：</translation>
        </message>
        <message>
            <source>{count} of {most} characters</source>
            <translation>{count} / {most} 字</translation>
        </message>
        <message>
            <source>“{text}” is no time of this city. Write 18:24, 2026-11-22 18:24 or -15min.</source>
            <translation>“{text}”不是此城市的时间。请输入 18:24、2026-11-22 18:24 或 -15min。</translation>
        </message>
        <message>
            <source>Say who writes: the journal keeps a name with every note.</source>
            <translation>请注明记事人：日志会保存每则记事的姓名。</translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message>
            <source>(corrected)</source>
            <translation>（已更正）</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Close this notice</source>
            <translation>关闭此通知</translation>
        </message>
    </context>
    <context>
        <name>Noting</name>
        <message>
            <source>Write a note about it…</source>
            <translation>为此写记事…</translation>
        </message>
        <message>
            <source>Write a note…</source>
            <translation>写记事…</translation>
        </message>
        <message>
            <source>Ctrl+Shift+N</source>
            <translation>Ctrl+Shift+N</translation>
        </message>
        <message>
            <source>This is a replay: its notes are those of then. Keep a bookmark with words instead (Ctrl+F8).</source>
            <translation>这是重演：记事均为当时所写。请改用带文字的书签（Ctrl+F8）。</translation>
        </message>
    </context>
    <context>
        <name>OperatorDialog</name>
        <message>
            <source>Operator</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>acknowledges and shelves</source>
            <translation>可确认和搁置</translation>
        </message>
        <message>
            <source>Supervisor</source>
            <translation>主管</translation>
        </message>
        <message>
            <source>also suppresses and takes out of service</source>
            <translation>还可抑制和停用</translation>
        </message>
        <message>
            <source>{role}: {may}</source>
            <translation>{role}：{may}</translation>
        </message>
        <message>
            <source>Times of the city's day, such as 07:00 15:00 23:00: “end of shift” means these</source>
            <translation>城市时间，例如 07:00 15:00 23:00；“班次结束”即以此为准</translation>
        </message>
        <message>
            <source>Acts on alarms are journaled with this name and role. A station may know who its supervisors are.</source>
            <translation>对警报的操作会以此姓名和角色记入日志。主站可能设有主管名单。</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Shifts begin at</source>
            <translation>班次开始时间</translation>
        </message>
        <message>
            <source>Write when shifts begin as times of the day, such as 07:00 15:00 23:00.</source>
            <translation>请以时刻输入班次开始时间，例如 07:00 15:00 23:00。</translation>
        </message>
    </context>
    <context>
        <name>Overlays</name>
        <message>
            <source>Leave the filter and show every system</source>
            <translation>离开筛选并显示所有系统</translation>
        </message>
        <message>
            <source>Show every layer again</source>
            <translation>重新显示所有图层</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>last week</source>
            <translation>上周</translation>
        </message>
        <message>
            <source>usual</source>
            <translation>平时</translation>
        </message>
        <message>
            <source>forecast</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>not of states and derived series</source>
            <translation>不适用于状态和计算序列</translation>
        </message>
        <message>
            <source>being learnt just now ({done} %)</source>
            <translation>正在学习（{done} %）</translation>
        </message>
        <message>
            <source>not learnt yet; it takes about two weeks of history</source>
            <translation>尚未学习；约需两周历史数据</translation>
        </message>
        <message>
            <source>A recording is too short to foresee from. The live window has forecasts, out of days of history.</source>
            <translation>记录过短，无法预测。实时窗口按多日历史作出预测。</translation>
        </message>
    </context>
    <context>
        <name>PageKeys</name>
        <message>
            <source>Take it, or give it up</source>
            <translation>接手或放弃接手</translation>
        </message>
        <message>
            <source>Acknowledge all of it, with one comment</source>
            <translation>以同一附注确认全部</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>写记事</translation>
        </message>
        <message>
            <source>Tick a step of the checklist</source>
            <translation>勾选处置步骤</translation>
        </message>
        <message>
            <source>Show it on the map</source>
            <translation>在地图上显示</translation>
        </message>
        <message>
            <source>Export it as CAP</source>
            <translation>导出为 CAP</translation>
        </message>
        <message>
            <source>Only the history of this alarm</source>
            <translation>只看此警报的历史</translation>
        </message>
        <message>
            <source>Filter by words</source>
            <translation>按词语筛选</translation>
        </message>
        <message>
            <source>Sort otherwise, by the next column</source>
            <translation>改按下一列排序</translation>
        </message>
        <message>
            <source>Export as CSV</source>
            <translation>导出为 CSV</translation>
        </message>
        <message>
            <source>Leave the words, then the history of one alarm</source>
            <translation>清除词语，再退出单个警报的历史</translation>
        </message>
        <message>
            <source>Filter rules</source>
            <translation>筛选规则</translation>
        </message>
        <message>
            <source>Change the rule</source>
            <translation>更改规则</translation>
        </message>
        <message>
            <source>The rule before, the next one</source>
            <translation>上一条、下一条规则</translation>
        </message>
        <message>
            <source>Try the changes; stop the trial</source>
            <translation>试算更改；停止试算</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>撤销上一次更改</translation>
        </message>
        <message>
            <source>Save the changed rules as a file</source>
            <translation>将已更改的规则保存为文件</translation>
        </message>
        <message>
            <source>The system before, the next one</source>
            <translation>上一个、下一个系统</translation>
        </message>
        <message>
            <source>Through a list; each is selected</source>
            <translation>在列表中移动并选中</translation>
        </message>
        <message>
            <source>Show on the map; a figure or plot in the trends</source>
            <translation>在地图上显示；指标或图表则在趋势图显示</translation>
        </message>
        <message>
            <source>Radar of the city: an axis; an hour, a day, a week ago</source>
            <translation>城市雷达图：选轴；1 小时、1 天、1 周前</translation>
        </message>
        <message>
            <source>The trend of what moves an axis</source>
            <translation>轴的影响因素的趋势</translation>
        </message>
        <message>
            <source>Its alarms in the alarm list</source>
            <translation>在警报列表显示其警报</translation>
        </message>
        <message>
            <source>The map beside it, or the page alone</source>
            <translation>旁边的地图，或只显示页面</translation>
        </message>
        <message>
            <source>The page before</source>
            <translation>上一页</translation>
        </message>
        <message>
            <source>Back to the map</source>
            <translation>返回地图</translation>
        </message>
        <message>
            <source>To another mark, another row; Enter goes there</source>
            <translation>另一标记、另一行；Enter 转到该处</translation>
        </message>
        <message>
            <source>Less time, more time, all of it</source>
            <translation>缩短、延长时段，全部</translation>
        </message>
        <message>
            <source>Beside an earlier run; this run alone</source>
            <translation>与前次对比；只看本次</translation>
        </message>
        <message>
            <source>Make the report</source>
            <translation>制作报告</translation>
        </message>
        <message>
            <source>Export an alert that was drafted as a CAP file</source>
            <translation>将已草拟的警示导出为 CAP 文件</translation>
        </message>
        <message>
            <source>The alarms behind the figure</source>
            <translation>此指标的相关警报</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>{count} d</source>
            <translation>{count} 天</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} 小时</translation>
        </message>
        <message>
            <source>only old values</source>
            <translation>只有旧数值</translation>
        </message>
        <message>
            <source>no value now</source>
            <translation>当前没有数值</translation>
        </message>
        <message>
            <source>learning the usual, {share} %</source>
            <translation>正在学习平时值，{share} %</translation>
        </message>
        <message>
            <source>usual not known yet</source>
            <translation>平时值尚未知</translation>
        </message>
        <message>
            <source>as usual, {low} to {high}</source>
            <translation>如常（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>{off} far below usual</source>
            <translation>比平时大幅偏低 {off}</translation>
        </message>
        <message>
            <source>{off} below usual</source>
            <translation>比平时低 {off}</translation>
        </message>
        <message>
            <source>{off} above usual</source>
            <translation>比平时高 {off}</translation>
        </message>
        <message>
            <source>{off} far above usual</source>
            <translation>比平时大幅偏高 {off}</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>自 {time}</translation>
        </message>
        <message>
            <source>usual {low} to {high}</source>
            <translation>平时 {low} 至 {high}</translation>
        </message>
        <message>
            <source>far below usual</source>
            <translation>远低于平时</translation>
        </message>
        <message>
            <source>below usual</source>
            <translation>低于平时</translation>
        </message>
        <message>
            <source>as usual</source>
            <translation>如常</translation>
        </message>
        <message>
            <source>above usual</source>
            <translation>高于平时</translation>
        </message>
        <message>
            <source>far above usual</source>
            <translation>远高于平时</translation>
        </message>
        <message>
            <source>Normal?</source>
            <translation>正常？</translation>
        </message>
        <message>
            <source>{alarm}, since {time}</source>
            <translation>{alarm}，自 {time}</translation>
        </message>
        <message>
            <source>No alarm</source>
            <translation>没有警报</translation>
        </message>
        <message>
            <source>and {count} more off the usual</source>
            <translation>另有 {count} 项异常</translation>
        </message>
        <message>
            <source>key figures as usual for this hour ({count} of {all})</source>
            <translation>主要指标在此时段如常（{count} / {all}）</translation>
        </message>
        <message>
            <source>what is usual is not known yet: it takes three days like this one</source>
            <translation>平时值尚未知：需要三个同类日期的记录</translation>
        </message>
        <message>
            <source>Where?</source>
            <translation>何处？</translation>
        </message>
        <message>
            <source>all over the city</source>
            <translation>全市</translation>
        </message>
        <message>
            <source>nothing stands out</source>
            <translation>没有突出的地点</translation>
        </message>
        <message>
            <source>and {count} more with alarms</source>
            <translation>另有 {count} 处有警报</translation>
        </message>
        <message>
            <source>Next?</source>
            <translation>之后？</translation>
        </message>
        <message>
            <source>{told} ({place})</source>
            <translation>{told}（{place}）</translation>
        </message>
        <message>
            <source>what came next was recorded: no forecast of the past</source>
            <translation>其后情况已有记录：不对过去作预测</translation>
        </message>
        <message>
            <source>{figure} {value} at {time} ({low} to {high})</source>
            <translation>{figure}在 {time} 为 {value}（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>forecasts are being made …</source>
            <translation>正在计算预测…</translation>
        </message>
        <message>
            <source>nothing that can be foretold better than by its last value</source>
            <translation>没有指标的预测比最后数值准确</translation>
        </message>
        <message>
            <source>no forecast yet: it takes two days of history</source>
            <translation>尚无预测：需要两天历史</translation>
        </message>
        <message>
            <source>no forecast</source>
            <translation>没有预测</translation>
        </message>
    </context>
    <context>
        <name>PagesPanel</name>
        <message>
            <source>Nothing of {system} has been heard yet. It appears here with its first message; bus health (Ctrl+6) says who publishes.</source>
            <translation>尚未收到{system}的消息。收到首条消息后会在此显示；总线状态（Ctrl+6）列出发布者。</translation>
        </message>
        <message>
            <source>Only what is in the area: its values are not compared with the usual, plots are the city's.</source>
            <translation>仅限区域内：数值不与平时比较，图表则为全市。</translation>
        </message>
    </context>
    <context>
        <name>Panels</name>
        <message>
            <source>The panel {name} could not be opened: {error}. Please report it; the log has the details.</source>
            <translation>无法打开面板 {name}：{error}。请上报；详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>无法写入 {folder}。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>page {page} of {pages}</source>
            <translation>第 {page} 页，共 {pages} 页</translation>
        </message>
        <message>
            <source>Saved {file}</source>
            <translation>已保存 {file}</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) saved in {file}</source>
            <translation>
                <numerusform>已将 %n 行保存到 {file}</numerusform>
            </translation>
        </message>
        <message>
            <source>{file} could not be written: {error}. Choose another folder.</source>
            <translation>无法写入 {file}：{error}。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>The plots could not be saved: {error}. See the log.</source>
            <translation>无法保存图表：{error}。详情见日志。</translation>
        </message>
        <message>
            <source>opscenter, made {time}</source>
            <translation>opscenter，制作于 {time}</translation>
        </message>
    </context>
    <context>
        <name>Past</name>
        <message>
            <source>This alarm before</source>
            <translation>此警报的过往</translation>
        </message>
        <message>
            <source>Asking the journal …</source>
            <translation>正在查询日志…</translation>
        </message>
        <message>
            <source>{day} × in 24 h, {week} × in 7 days</source>
            <translation>24 小时内 {day} 次，7 天内 {week} 次</translation>
        </message>
        <message>
            <source>At least {counted}</source>
            <translation>至少：{counted}</translation>
        </message>
        <message>
            <source>Nothing was recorded before {time}.</source>
            <translation>{time} 之前没有记录。</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>lasted {age}</source>
            <translation>历时 {age}</translation>
        </message>
        <message>
            <source>has not cleared</source>
            <translation>尚未解除</translation>
        </message>
        <message>
            <source>{name} after {age}</source>
            <translation>{age}后由 {name} 确认</translation>
        </message>
        <message>
            <source>not acknowledged</source>
            <translation>未确认</translation>
        </message>
    </context>
    <context>
        <name>PastMarks</name>
        <message>
            <source>{mode} ×{speed}</source>
            <translation>{mode} ×{speed}</translation>
        </message>
    </context>
    <context>
        <name>PendingBox</name>
        <message>
            <source>Changes to try</source>
            <translation>待试算的更改</translation>
        </message>
        <message>
            <source>Enter: to the rule. Delete: take the change away.</source>
            <translation>Enter：前往规则。Delete：移除更改。</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Take the chosen change away (Delete)</source>
            <translation>移除所选更改（Delete）</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Take the last step back (Ctrl+Z)</source>
            <translation>撤回上一步（Ctrl+Z）</translation>
        </message>
        <message>
            <source>Save as rule file…</source>
            <translation>另存为规则文件…</translation>
        </message>
        <message>
            <source>The changed rules in full, for a station that is started with --rules (Ctrl+S)</source>
            <translation>已更改规则的完整内容，供以 --rules 启动的主站使用（Ctrl+S）</translation>
        </message>
        <message>
            <source>Changes to try: {count}</source>
            <translation>待试算的更改：{count}</translation>
        </message>
    </context>
    <context>
        <name>PlaceBook</name>
        <message>
            <source>The places could not be written: {error}.</source>
            <translation>无法写入地点：{error}。</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) and view(s) written to {file}.</source>
            <translation>
                <numerusform>已将 %n 个地点和视图写入 {file}。</numerusform>
            </translation>
        </message>
        <message>
            <source>The places could not be saved: {error}. They last until the console ends.</source>
            <translation>无法保存地点：{error}。地点只保留到控制台退出。</translation>
        </message>
        <message numerus="yes">
            <source>There is no room for more than %n places and views.</source>
            <translation>
                <numerusform>最多只能保存 %n 个地点和视图。</numerusform>
            </translation>
        </message>
        <message>
            <source>the file is too large</source>
            <translation>文件过大</translation>
        </message>
        <message>
            <source>it is no GeoJSON FeatureCollection</source>
            <translation>不是 GeoJSON FeatureCollection</translation>
        </message>
        <message>
            <source>Your saved places could not be read; the file was set aside as {file}.</source>
            <translation>无法读取已保存的地点；文件已另存为 {file}。</translation>
        </message>
        <message numerus="yes">
            <source>%n of your saved places could not be read.</source>
            <translation>
                <numerusform>有 %n 个已保存的地点无法读取。</numerusform>
            </translation>
        </message>
        <message>
            <source>{file} could not be imported: {error}. Choose a GeoJSON file with points.</source>
            <translation>无法导入 {file}：{error}。请选择含有点的 GeoJSON 文件。</translation>
        </message>
        <message>
            <source>{file} holds no point within the map (longitude −180 to 180, latitude −85 to 85).</source>
            <translation>{file} 中没有在地图范围内的点（经度 −180 至 180，纬度 −85 至 85）。</translation>
        </message>
        <message numerus="yes">
            <source>%n feature(s) left out: not a point, or out of range.</source>
            <translation>
                <numerusform>略去 %n 个要素：不是点，或超出范围。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) imported.</source>
            <translation>
                <numerusform>已导入 %n 个地点。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlaceDialog</name>
        <message>
            <source>With the layers and the system filter of now</source>
            <translation>包括当前的图层和系统筛选</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
    </context>
    <context>
        <name>PlaceFinder</name>
        <message>
            <source>The names of the basemap are still being read.</source>
            <translation>仍在读取底图的名称。</translation>
        </message>
        <message>
            <source>The basemap has no names.</source>
            <translation>底图没有名称。</translation>
        </message>
        <message>
            <source>There is no basemap.</source>
            <translation>没有底图。</translation>
        </message>
        <message numerus="yes">
            <source>%n names of the basemap are known, the most important ones.</source>
            <translation>
                <numerusform>已知底图上最重要的 %n 个名称。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n names of the basemap are known.</source>
            <translation>
                <numerusform>已知底图上 %n 个名称。</numerusform>
            </translation>
        </message>
        <message>
            <source>Coordinates</source>
            <translation>坐标</translation>
        </message>
        <message>
            <source>With the numbers exchanged: {place}</source>
            <translation>数字对调：{place}</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Alt+{number}</source>
            <translation>Alt+{number}</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>街道</translation>
        </message>
        <message>
            <source>District or town</source>
            <translation>地区或城镇</translation>
        </message>
        <message>
            <source>Water</source>
            <translation>水域</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>在地图上</translation>
        </message>
        <message>
            <source>{distance} from the middle of the map</source>
            <translation>距地图中央 {distance}</translation>
        </message>
    </context>
    <context>
        <name>PlaceInset</name>
        <message>
            <source>Map around the alarm</source>
            <translation>警报周边的地图</translation>
        </message>
        <message>
            <source>As of {time}. Click to show it on the map (M).</source>
            <translation>截至 {time}。单击以在地图上显示（M）。</translation>
        </message>
        <message>
            <source>It has told no place.</source>
            <translation>未上报位置。</translation>
        </message>
        <message>
            <source>The map could not be opened.</source>
            <translation>无法打开地图。</translation>
        </message>
    </context>
    <context>
        <name>PlaceMenu</name>
        <message>
            <source>Copy {coordinates}</source>
            <translation>复制 {coordinates}</translation>
        </message>
        <message numerus="yes">
            <source>%n entities here</source>
            <translation>
                <numerusform>此处有 %n 个实体</numerusform>
            </translation>
        </message>
        <message>
            <source>Here</source>
            <translation>此处</translation>
        </message>
        <message>
            <source>Show in the inspector</source>
            <translation>在详情面板显示</translation>
        </message>
        <message>
            <source>Plot</source>
            <translation>绘图</translation>
        </message>
        <message>
            <source>Add to the selection</source>
            <translation>加入选择</translation>
        </message>
        <message>
            <source>Take out of the selection</source>
            <translation>从选择中移除</translation>
        </message>
        <message>
            <source>Select them all</source>
            <translation>全部选中</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Nothing is kept under that number. B keeps this view, Ctrl+B lists what is kept.</source>
            <translation>该编号没有保存项目。按 B 保存此视图，Ctrl+B 列出已保存项目。</translation>
        </message>
        <message>
            <source>View {number}</source>
            <translation>视图 {number}</translation>
        </message>
        <message>
            <source>Keep this view</source>
            <translation>保存此视图</translation>
        </message>
        <message>
            <source>Place {number}</source>
            <translation>地点 {number}</translation>
        </message>
        <message>
            <source>Keep this place</source>
            <translation>保存此地点</translation>
        </message>
        <message>
            <source>Name and note</source>
            <translation>名称和备注</translation>
        </message>
        <message>
            <source>Alt+{number} goes there.</source>
            <translation>按 Alt+{number} 前往。</translation>
        </message>
        <message>
            <source>There is no room for more. Delete what is no longer needed.</source>
            <translation>已满。请删除不再需要的项目。</translation>
        </message>
        <message>
            <source>Keep this place…</source>
            <translation>保存此地点…</translation>
        </message>
        <message>
            <source>Keep this view…</source>
            <translation>保存此视图…</translation>
        </message>
        <message>
            <source>Places and views…</source>
            <translation>地点和视图…</translation>
        </message>
        <message>
            <source>Write places and views</source>
            <translation>导出地点和视图</translation>
        </message>
        <message>
            <source>Add places from a file</source>
            <translation>从文件添加地点</translation>
        </message>
        <message>
            <source>GeoJSON (*.geojson *.json)</source>
            <translation>GeoJSON (*.geojson *.json)</translation>
        </message>
        <message>
            <source>Kept: {name}.</source>
            <translation>已保存：{name}。</translation>
        </message>
    </context>
    <context>
        <name>PlacesCard</name>
        <message>
            <source>Places and views</source>
            <translation>地点和视图</translation>
        </message>
        <message>
            <source>Keep this view (B)</source>
            <translation>保存此视图（B）</translation>
        </message>
        <message>
            <source>Name and note (F2)</source>
            <translation>名称和备注（F2）</translation>
        </message>
        <message>
            <source>Up in the order (Alt+Up)</source>
            <translation>上移一位（Alt+Up）</translation>
        </message>
        <message>
            <source>Delete (Del)</source>
            <translation>删除（Del）</translation>
        </message>
        <message>
            <source>Undo the last change (Ctrl+Z)</source>
            <translation>撤销上一次更改（Ctrl+Z）</translation>
        </message>
        <message>
            <source>Write everything to a GeoJSON file</source>
            <translation>全部导出到 GeoJSON 文件</translation>
        </message>
        <message>
            <source>Add the points of a GeoJSON file</source>
            <translation>添加 GeoJSON 文件中的点</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭（Esc）</translation>
        </message>
        <message>
            <source>Alt+{number}</source>
            <translation>Alt+{number}</translation>
        </message>
        <message>
            <source>view</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Nothing is kept yet. B keeps this view; the menu on a place of the map keeps the place.</source>
            <translation>尚未保存任何项目。按 B 保存此视图；在地图某处打开菜单可保存该地点。</translation>
        </message>
    </context>
    <context>
        <name>PlotCard</name>
        <message>
            <source>Nobody is known that this could be drawn of.</source>
            <translation>没有已知的实体可绘制此图表。</translation>
        </message>
        <message>
            <source>Nothing is known of this yet.</source>
            <translation>对此尚无数据。</translation>
        </message>
        <message>
            <source>Asking the station …</source>
            <translation>正在查询主站…</translation>
        </message>
        <message>
            <source>Nothing was recorded in these {span}.</source>
            <translation>这 {span}内没有记录。</translation>
        </message>
        <message>
            <source>Click or Enter: show it in the trends</source>
            <translation>单击或 Enter：在趋势图中显示</translation>
        </message>
        <message>
            <source>(usual {range} {unit})</source>
            <translation>（平时 {range} {unit}）</translation>
        </message>
        <message>
            <source>foreseen {value} {unit}, {low} to {high}</source>
            <translation>预测 {value} {unit}，{low} 至 {high}</translation>
        </message>
        <message>
            <source> (such forecasts were {error} off)</source>
            <translation>（此类预测平均误差 {error}）</translation>
        </message>
    </context>
    <context>
        <name>PlotMenu</name>
        <message>
            <source>Yesterday behind it</source>
            <translation>背景显示昨天</translation>
        </message>
        <message>
            <source>Last week behind it</source>
            <translation>背景显示上周</translation>
        </message>
        <message>
            <source>What is usual behind it</source>
            <translation>背景显示平时范围</translation>
        </message>
        <message>
            <source>A forecast of the next hours</source>
            <translation>未来数小时的预测</translation>
        </message>
        <message>
            <source>Move it up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Move it down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>移除 {name}</translation>
        </message>
        <message>
            <source>Remove this plot</source>
            <translation>移除此图表</translation>
        </message>
    </context>
    <context>
        <name>PlotRow</name>
        <message>
            <source>Plot of {names}</source>
            <translation>{names}的图表</translation>
        </message>
    </context>
    <context>
        <name>Plots</name>
        <message>
            <source>{head}: {text}</source>
            <translation>{head}：{text}</translation>
        </message>
        <message>
            <source>somebody</source>
            <translation>有人</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>自 {time}</translation>
        </message>
        <message>
            <source>Messages were lost from {since} to {until} ({lasted}).</source>
            <translation>{since} 至 {until} 有消息丢失（{lasted}）。</translation>
        </message>
        <message>
            <source>{name}: too many changes to show from here. Look closer.</source>
            <translation>{name}：变化过多，此处无法显示。请放大查看。</translation>
        </message>
        <message>
            <source>{name}: nothing has come since {since} ({lasted}).</source>
            <translation>{name}：自 {since} 起没有数据（{lasted}）。</translation>
        </message>
        <message>
            <source>{name}: nothing came from {since} to {until} ({lasted}).</source>
            <translation>{name}：{since} 至 {until} 没有数据（{lasted}）。</translation>
        </message>
        <message>
            <source>{count} changes</source>
            <translation>变化 {count} 次</translation>
        </message>
        <message>
            <source>{spread} in {width} from {time}</source>
            <translation>{time} 起 {width}内为 {spread}</translation>
        </message>
        <message>
            <source>suspect</source>
            <translation>可疑</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>过时</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>无效</translation>
        </message>
        <message>
            <source>too many changes to show: look closer</source>
            <translation>变化过多，请放大查看</translation>
        </message>
        <message>
            <source>doubtful</source>
            <translation>存疑</translation>
        </message>
    </context>
    <context>
        <name>Pointing</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PriorityToggles</name>
        <message>
            <source>Hide priority: {name}</source>
            <translation>隐藏优先级：{name}</translation>
        </message>
        <message>
            <source>Hidden: {name}. Click to show.</source>
            <translation>已隐藏：{name}。单击以显示。</translation>
        </message>
        <message>
            <source>Priority {name}. Click to hide.</source>
            <translation>优先级：{name}。单击以隐藏。</translation>
        </message>
    </context>
    <context>
        <name>QuarantineView</name>
        <message>
            <source>Arrived</source>
            <translation>到达时间</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>发布者</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Messages set aside</source>
            <translation>已隔离的消息</translation>
        </message>
        <message>
            <source>Choose a message to see its bytes.</source>
            <translation>选择一条消息以查看其原始字节。</translation>
        </message>
        <message>
            <source>Bytes of the message</source>
            <translation>消息的原始字节</translation>
        </message>
        <message>
            <source>Ask again</source>
            <translation>重新查询</translation>
        </message>
        <message>
            <source>Fetch the newest messages that were set aside</source>
            <translation>获取最新的已隔离消息</translation>
        </message>
        <message numerus="yes">
            <source>%n newest message(s) set aside. Times: {zone}</source>
            <translation>
                <numerusform>最新 %n 条已隔离消息。时区：{zone}</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing was set aside: every message could be read.</source>
            <translation>没有隔离任何消息：所有消息均可读取。</translation>
        </message>
    </context>
    <context>
        <name>RadarCard</name>
        <message>
            <source>Outline: the axes {then} ({key}). Once more: no outline</source>
            <translation>轮廓：{then}的各轴（{key}）。再按一次：不显示轮廓</translation>
        </message>
        <message>
            <source>City index {index}.</source>
            <translation>城市指数 {index}。</translation>
        </message>
        <message>
            <source>City index</source>
            <translation>城市指数</translation>
        </message>
        <message>
            <source>The city against its own past</source>
            <translation>城市与自身过往比较</translation>
        </message>
        <message>
            <source>Now, {time}</source>
            <translation>现在，{time}</translation>
        </message>
        <message>
            <source>Stronger ring: 50, as ever</source>
            <translation>粗环：50，一如以往</translation>
        </message>
        <message>
            <source>asking the station …</source>
            <translation>正在查询主站…</translation>
        </message>
        <message>
            <source>{axis}: {value} of 100; 50 is as ever, 100 and 0 are three standard deviations off</source>
            <translation>{axis}：{value} / 100；50 为一如以往，100 和 0 为偏离三个标准差</translation>
        </message>
        <message>
            <source>Not known: none of its numbers has been heard for six times ten minutes.</source>
            <translation>未知：六个十分钟内未收到其任何数值。</translation>
        </message>
        <message>
            <source>Only an old value: nothing of it has been heard since.</source>
            <translation>只有旧数值：此后未再收到。</translation>
        </message>
        <message>
            <source>Click or arrows: choose it. Enter: what made it move</source>
            <translation>单击或方向键：选择。Enter：影响因素</translation>
        </message>
        <message>
            <source>nothing was recorded</source>
            <translation>没有记录</translation>
        </message>
    </context>
    <context>
        <name>RecordedLine</name>
        <message>
            <source>Nothing has been recorded yet.</source>
            <translation>尚无任何记录。</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>记事</translation>
        </message>
    </context>
    <context>
        <name>Replay</name>
        <message>
            <source>Notes of a replay are those of then. Keep a bookmark with words instead.</source>
            <translation>重演的记事均为当时所写。请改用带文字的书签。</translation>
        </message>
        <message>
            <source>An incident is cut out of what a live station has recorded: do it in the live window.</source>
            <translation>事故须从实时主站的记录截取：请在实时窗口操作。</translation>
        </message>
        <message>
            <source>To the transport bar</source>
            <translation>转到播放控制栏</translation>
        </message>
        <message>
            <source>Put the keyboard into it (Ctrl+H)</source>
            <translation>用键盘操作该栏（Ctrl+H）</translation>
        </message>
        <message>
            <source>To the live window</source>
            <translation>转到实时窗口</translation>
        </message>
        <message>
            <source>To the newest critical alarm in the live window</source>
            <translation>转到实时窗口的最新危急警报</translation>
        </message>
        <message>
            <source>No live station is known: its alarms do not break through. Start with --live ADDRESS.</source>
            <translation>未指定实时主站：其警报不会在此显示。请用 --live ADDRESS 启动。</translation>
        </message>
        <message>
            <source>Situation given up: {what}</source>
            <translation>放弃接手事态：{what}</translation>
        </message>
        <message>
            <source>Situation given to {name}: {what}</source>
            <translation>事态由 {name} 接手：{what}</translation>
        </message>
        <message>
            <source>Note on the situation {what}: {text}</source>
            <translation>事态记事（{what}）：{text}</translation>
        </message>
        <message>
            <source>Step {number} ticked: {what}</source>
            <translation>勾选步骤 {number}：{what}</translation>
        </message>
        <message>
            <source>Tick taken from step {number}: {what}</source>
            <translation>取消勾选步骤 {number}：{what}</translation>
        </message>
        <message>
            <source>Note taken back: {what}</source>
            <translation>记事已撤回：{what}</translation>
        </message>
        <message>
            <source>Messages are missing</source>
            <translation>缺少消息</translation>
        </message>
        <message>
            <source>Acknowledged: {what}</source>
            <translation>已确认：{what}</translation>
        </message>
        <message>
            <source>Reset: {what}</source>
            <translation>已复位：{what}</translation>
        </message>
        <message>
            <source>Taken off the shelf: {what}</source>
            <translation>取消搁置：{what}</translation>
        </message>
        <message>
            <source>Suppressed: {what}</source>
            <translation>已抑制：{what}</translation>
        </message>
        <message>
            <source>Suppression ended: {what}</source>
            <translation>抑制结束：{what}</translation>
        </message>
        <message>
            <source>Taken out of service: {what}</source>
            <translation>已停用：{what}</translation>
        </message>
        <message>
            <source>Back in service: {what}</source>
            <translation>恢复使用：{what}</translation>
        </message>
        <message>
            <source>Note: {what}</source>
            <translation>记事：{what}</translation>
        </message>
        <message>
            <source>Note corrected: {what}</source>
            <translation>记事已更正：{what}</translation>
        </message>
        <message>
            <source>Shelved until it clears: {what}</source>
            <translation>搁置至解除为止：{what}</translation>
        </message>
        <message>
            <source>Shelved for {time}: {what}</source>
            <translation>搁置 {time}：{what}</translation>
        </message>
        <message>
            <source>Shelved: {what}</source>
            <translation>已搁置：{what}</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) of {publisher} never came</source>
            <translation>
                <numerusform>{publisher} 有 %n 条消息从未收到</numerusform>
            </translation>
        </message>
        <message>
            <source>A station started</source>
            <translation>主站启动</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>At the end</source>
            <translation>已到结尾</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>书签</translation>
        </message>
        <message>
            <source>Catching up {share} %</source>
            <translation>正在准备 {share} %</translation>
        </message>
        <message>
            <source>EXERCISE</source>
            <translation>演习</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Everything shown is a recording. The city now is in another window.</source>
            <translation>所示全部为记录。当前的城市在另一窗口。</translation>
        </message>
        <message>
            <source>Everything shown is an exercise. What is done here reaches nothing outside of it.</source>
            <translation>所示全部为演习。在此的操作不会影响演习以外的任何事物。</translation>
        </message>
        <message>
            <source>Exercise</source>
            <translation>演习</translation>
        </message>
        <message>
            <source>Going there …</source>
            <translation>正在跳转…</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Playing</source>
            <translation>正在播放</translation>
        </message>
        <message>
            <source>REPLAY</source>
            <translation>重演</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>重演</translation>
        </message>
    </context>
    <context>
        <name>ReplayBar</name>
        <message>
            <source>Transport bar of the replay</source>
            <translation>重演的播放控制栏</translation>
        </message>
        <message>
            <source>What to jump to</source>
            <translation>跳到什么项目</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Critical, high</source>
            <translation>危急、高级</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>书签</translation>
        </message>
        <message>
            <source>To the one before (Shift+F7; Shift+A, U, N, C, B in this bar)</source>
            <translation>上一个（Shift+F7；在此栏按 Shift+A、U、N、C、B）</translation>
        </message>
        <message>
            <source>To the next one (Shift+F9; A, U, N, C, B in this bar)</source>
            <translation>下一个（Shift+F9；在此栏按 A、U、N、C、B）</translation>
        </message>
        <message>
            <source>10 s back (F7; Left in this bar, a minute with Shift)</source>
            <translation>后退 10 秒（F7；在此栏按 Left，加 Shift 为 1 分钟）</translation>
        </message>
        <message>
            <source>Play, or pause (Space, F8)</source>
            <translation>播放或暂停（空格键、F8）</translation>
        </message>
        <message>
            <source>10 s on (F9; Right in this bar, a minute with Shift)</source>
            <translation>前进 10 秒（F9；在此栏按 Right，加 Shift 为 1 分钟）</translation>
        </message>
        <message>
            <source>Slower (Ctrl+,)</source>
            <translation>减速（Ctrl+,）</translation>
        </message>
        <message>
            <source>Faster (Ctrl+.)</source>
            <translation>加速（Ctrl+.）</translation>
        </message>
        <message>
            <source>How fast it plays</source>
            <translation>播放速度</translation>
        </message>
        <message>
            <source>fastest</source>
            <translation>最快</translation>
        </message>
        <message>
            <source>Keep this moment as a bookmark (Ctrl+F8; M in this bar, Shift+M takes it away)</source>
            <translation>将此时刻加入书签（Ctrl+F8；在此栏按 M，Shift+M 移除）</translation>
        </message>
        <message>
            <source>Play the visible part again and again, or no longer (L; a span: Shift and drag, or [ and ])</source>
            <translation>循环播放所示时段，或停止循环（L；自选时段：Shift 加拖动，或按 [ 和 ]）</translation>
        </message>
        <message>
            <source>A time of the recording: 18:24, 2026-11-22 18:24:07, +5min or -30s. Enter goes there (G).</source>
            <translation>记录中的时间：18:24、2026-11-22 18:24:07、+5min 或 -30s。按 Enter 转到（G）。</translation>
        </message>
        <message>
            <source>Time to go to</source>
            <translation>转到的时间</translation>
        </message>
        <message>
            <source>Words for the bookmark; Enter keeps it, Esc does not</source>
            <translation>书签文字；Enter 保存，Esc 取消</translation>
        </message>
        <message>
            <source>The replay is being opened …</source>
            <translation>正在打开重演…</translation>
        </message>
        <message>
            <source>reaches {speed}</source>
            <translation>实际 {speed}</translation>
        </message>
        <message>
            <source>plots and search know {share} % of it so far</source>
            <translation>图表和搜索已载入 {share} %</translation>
        </message>
        <message numerus="yes">
            <source>Live: %n critical</source>
            <translation>
                <numerusform>实时：%n 个危急</numerusform>
            </translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>No live link</source>
            <translation>未连实时主站</translation>
        </message>
        <message>
            <source>To the live window (Ctrl+L)</source>
            <translation>转到实时窗口（Ctrl+L）</translation>
        </message>
        <message>
            <source>That is no time of this recording. Write 18:24, 2026-11-22 18:24, +5min or -30s.</source>
            <translation>这不是此记录的时间。请输入 18:24、2026-11-22 18:24、+5min 或 -30s。</translation>
        </message>
        <message>
            <source>The recording goes from {first} to {last}.</source>
            <translation>记录从 {first} 至 {last}。</translation>
        </message>
        <message>
            <source>No bookmark is here. Go to it first (B), then take it away.</source>
            <translation>此处没有书签。请先转到书签（B），再移除。</translation>
        </message>
    </context>
    <context>
        <name>ReplayControls</name>
        <message>
            <source>The bookmark is kept beside the file.</source>
            <translation>书签已存放在文件旁。</translation>
        </message>
        <message>
            <source>No alarm was raised before.</source>
            <translation>此前没有发出警报。</translation>
        </message>
        <message>
            <source>No critical or high alarm was raised before.</source>
            <translation>此前没有发出危急或高级警报。</translation>
        </message>
        <message>
            <source>No note was written before.</source>
            <translation>此前没有记事。</translation>
        </message>
        <message>
            <source>Nobody did anything before.</source>
            <translation>此前没有人操作。</translation>
        </message>
        <message>
            <source>There is no bookmark before.</source>
            <translation>此前没有书签。</translation>
        </message>
        <message>
            <source>No alarm was raised after this.</source>
            <translation>此后没有发出警报。</translation>
        </message>
        <message>
            <source>No critical or high alarm was raised after this.</source>
            <translation>此后没有发出危急或高级警报。</translation>
        </message>
        <message>
            <source>No note was written after this.</source>
            <translation>此后没有记事。</translation>
        </message>
        <message>
            <source>Nobody did anything after this.</source>
            <translation>此后没有人操作。</translation>
        </message>
        <message>
            <source>There is no bookmark after this.</source>
            <translation>此后没有书签。</translation>
        </message>
    </context>
    <context>
        <name>ReplayKeys</name>
        <message>
            <source>Play or pause the replay</source>
            <translation>播放或暂停重演</translation>
        </message>
        <message>
            <source>10 s back</source>
            <translation>后退 10 秒</translation>
        </message>
        <message>
            <source>10 s on</source>
            <translation>前进 10 秒</translation>
        </message>
        <message>
            <source>Slower</source>
            <translation>减速</translation>
        </message>
        <message>
            <source>Faster</source>
            <translation>加速</translation>
        </message>
        <message>
            <source>To the alarm before</source>
            <translation>上一个警报</translation>
        </message>
        <message>
            <source>To the next alarm</source>
            <translation>下一个警报</translation>
        </message>
        <message>
            <source>To the note before</source>
            <translation>上一条记事</translation>
        </message>
        <message>
            <source>To the next note</source>
            <translation>下一条记事</translation>
        </message>
        <message>
            <source>To the bookmark before</source>
            <translation>上一个书签</translation>
        </message>
        <message>
            <source>To the next bookmark</source>
            <translation>下一个书签</translation>
        </message>
        <message>
            <source>Keep this moment as a bookmark…</source>
            <translation>将此时刻加入书签…</translation>
        </message>
        <message>
            <source>Go to a time of the replay…</source>
            <translation>转到重演的某个时间…</translation>
        </message>
        <message>
            <source>Play the visible part again and again</source>
            <translation>循环播放所示时段</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>空格键</translation>
        </message>
        <message>
            <source>Play or pause, wherever it types nothing</source>
            <translation>播放或暂停（非输入文字时）</translation>
        </message>
        <message>
            <source>10 s back or on; with Shift a minute</source>
            <translation>前后移 10 秒；按住 Shift 则 1 分钟</translation>
        </message>
        <message>
            <source>10 minutes back or on</source>
            <translation>前后移 10 分钟</translation>
        </message>
        <message>
            <source>The first moment, the last</source>
            <translation>最初、最后时刻</translation>
        </message>
        <message>
            <source>Slower, faster</source>
            <translation>减速、加速</translation>
        </message>
        <message>
            <source>Next alarm, urgent one, note, act, bookmark; Shift: the one before</source>
            <translation>到警报、紧急、记事、操作、书签；Shift 反向</translation>
        </message>
        <message>
            <source>Type a time; keep a bookmark, with Shift take it away</source>
            <translation>输入时间；加入书签，按住 Shift 则移除</translation>
        </message>
        <message>
            <source>A loop begins, ends here (Shift and drag); Delete: none</source>
            <translation>设循环起终点（Shift 拖动）；Delete 取消</translation>
        </message>
        <message>
            <source>Loop what the timeline shows, or no longer</source>
            <translation>循环播放时间线所示，或停止</translation>
        </message>
        <message>
            <source>Shorter, longer, the whole (mouse wheel)</source>
            <translation>缩短、延长、全部（鼠标滚轮）</translation>
        </message>
        <message>
            <source>Back to the map</source>
            <translation>返回地图</translation>
        </message>
    </context>
    <context>
        <name>ReplayProcess</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程序退出，状态码 {code}</translation>
        </message>
        <message>
            <source>{file} could not be replayed: {reason}</source>
            <translation>无法重演 {file}：{reason}</translation>
        </message>
    </context>
    <context>
        <name>Replays</name>
        <message>
            <source>There is no file {file}.</source>
            <translation>没有文件 {file}。</translation>
        </message>
        <message numerus="yes">
            <source>%n replays are open already. Close one first.</source>
            <translation>
                <numerusform>已打开 %n 个重演。请先关闭一个。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>No alarm stood or was raised.</source>
            <translation>没有现行警报，也没有发出警报。</translation>
        </message>
        <message>
            <source>Unanswered, then the gravest</source>
            <translation>先列未确认，再列最严重</translation>
        </message>
        <message>
            <source>The others, as they came</source>
            <translation>其余，按发出先后</translation>
        </message>
        <message numerus="yes">
            <source>%n more alarm(s), less grave than these, are in the journal.</source>
            <translation>
                <numerusform>另有 %n 个较轻的警报，见日志。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) that stayed laid aside are not listed.</source>
            <translation>
                <numerusform>%n 个始终放置一旁的警报未列出。</numerusform>
            </translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Response</source>
            <translation>确认用时</translation>
        </message>
        <message>
            <source>Lasted</source>
            <translation>历时</translation>
        </message>
        <message>
            <source>{time}, stands</source>
            <translation>{time}，未解除</translation>
        </message>
        <message>
            <source>nobody named</source>
            <translation>未具名</translation>
        </message>
        <message>
            <source>{time}, {by}</source>
            <translation>{time}，{by}</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未确认</translation>
        </message>
        <message>
            <source>over by itself</source>
            <translation>自行结束</translation>
        </message>
        <message>
            <source>waits {time}, too long: {allowed} allowed</source>
            <translation>超时：已等 {time}，限 {allowed}</translation>
        </message>
        <message>
            <source>waits {time} of {allowed}</source>
            <translation>已等 {time}，限 {allowed}</translation>
        </message>
        <message>
            <source>waits {time}</source>
            <translation>已等 {time}</translation>
        </message>
        <message>
            <source>{time}, late: {allowed} allowed</source>
            <translation>超时：{time}，限 {allowed}</translation>
        </message>
        <message>
            <source>{time} of {allowed}</source>
            <translation>{time}，限 {allowed}</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>Alarm, as it was last</source>
            <translation>警报（最近一次）</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Raised most often</source>
            <translation>发出最频繁</translation>
        </message>
        <message>
            <source>{since} to {until}</source>
            <translation>{since} 至 {until}</translation>
        </message>
        <message>
            <source>{first} to {last}, {zone} ({length})</source>
            <translation>{first} 至 {last}，{zone}（{length}）</translation>
        </message>
        <message>
            <source>{first} to {last}, {zone}, UTC{offset} ({length})</source>
            <translation>{first} 至 {last}，{zone}，UTC{offset}（{length}）</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} 小时</translation>
        </message>
        <message>
            <source>Made {time} with opscenter</source>
            <translation>{time} 使用 opscenter 制作</translation>
        </message>
        <message>
            <source>Page {page} of {count}</source>
            <translation>第 {page} 页，共 {count} 页</translation>
        </message>
        <message>
            <source>City</source>
            <translation>城市</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Span</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>制作</translation>
        </message>
        <message>
            <source>{time} for {name}</source>
            <translation>{time}，为{name}制作</translation>
        </message>
        <message>
            <source>The city on the map</source>
            <translation>地图上的城市</translation>
        </message>
        <message>
            <source>Incident: {text}</source>
            <translation>事故：{text}</translation>
        </message>
        <message>
            <source>Incident report</source>
            <translation>事故报告</translation>
        </message>
        <message>
            <source>Shift report</source>
            <translation>班次报告</translation>
        </message>
        <message>
            <source>Report of the day</source>
            <translation>每日报告</translation>
        </message>
        <message>
            <source>{name}, {city}</source>
            <translation>{name}，{city}</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Key figure</source>
            <translation>主要指标</translation>
        </message>
        <message>
            <source>At the end</source>
            <translation>期末</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Lowest to highest</source>
            <translation>最低至最高</translation>
        </message>
        <message>
            <source>Mean before</source>
            <translation>前期平均值</translation>
        </message>
        <message>
            <source>Usual at the end</source>
            <translation>期末平时值</translation>
        </message>
        <message>
            <source>As they stood at {count} moments of the span, evenly spread.</source>
            <translation>取自时段内均匀分布的 {count} 个时刻。</translation>
        </message>
        <message>
            <source>“Before” is the span of the same length before this one (dotted).</source>
            <translation>“前期”指本时段之前同样长度的时段（点线）。</translation>
        </message>
        <message>
            <source>Too little was recorded of the span before to compare with.</source>
            <translation>前期记录过少，无法对比。</translation>
        </message>
        <message>
            <source>“Usual” is the median of the same time on the days before.</source>
            <translation>“平时值”是此前各日同一时间的中位数。</translation>
        </message>
        <message>
            <source>Key figures</source>
            <translation>主要指标</translation>
        </message>
        <message>
            <source>{caption}: from {low} to {high}</source>
            <translation>{caption}：{low} 至 {high}</translation>
        </message>
        <message>
            <source>Lowest to highest (pale) and last value (line); limits dashed, alarms above, gaps hatched.</source>
            <translation>最低至最高（浅色）和最后值（线）；虚线为限值，上方为警报，斜线为缺口。</translation>
        </message>
        <message>
            <source>Grey: what is usual at that time of the week.</source>
            <translation>灰色：每周该时间的平时范围。</translation>
        </message>
        <message>
            <source>What the gravest alarms were about</source>
            <translation>最严重警报所涉数值</translation>
        </message>
        <message>
            <source>For the next shift</source>
            <translation>交接下一班次</translation>
        </message>
        <message>
            <source>As it stood at {time}.</source>
            <translation>{time} 的状态。</translation>
        </message>
        <message>
            <source>no owner</source>
            <translation>无人负责</translation>
        </message>
        <message>
            <source>Probable first cause</source>
            <translation>可能首因</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>负责人</translation>
        </message>
        <message>
            <source>Steps done</source>
            <translation>完成步骤</translation>
        </message>
        <message>
            <source>Last note</source>
            <translation>最后记事</translation>
        </message>
        <message>
            <source>Situations still open</source>
            <translation>仍未结束的事态</translation>
        </message>
        <message>
            <source>Alarms in the list</source>
            <translation>列表中的警报</translation>
        </message>
        <message>
            <source>The list is empty.</source>
            <translation>列表为空。</translation>
        </message>
        <message>
            <source>Standing for</source>
            <translation>历时</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Acknowledged by</source>
            <translation>确认者</translation>
        </message>
        <message numerus="yes">
            <source>%n more, less grave; the table of alarms in this report has them all.</source>
            <translation>
                <numerusform>另有 %n 个较轻的警报；本报告的警报表列出全部。</numerusform>
            </translation>
        </message>
        <message>
            <source>Shelved</source>
            <translation>已搁置</translation>
        </message>
        <message>
            <source>Suppressed</source>
            <translation>已抑制</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>By</source>
            <translation>经手人</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>剩余时间</translation>
        </message>
        <message>
            <source>while {rule} stands</source>
            <translation>{rule} 存在期间</translation>
        </message>
        <message>
            <source>until it is ended</source>
            <translation>至有人结束</translation>
        </message>
        <message>
            <source>{left}, to {time}</source>
            <translation>{left}，至 {time}</translation>
        </message>
        <message>
            <source>as long as that</source>
            <translation>至该警报解除</translation>
        </message>
        <message>
            <source>until it clears</source>
            <translation>至解除为止</translation>
        </message>
        <message>
            <source>none given</source>
            <translation>未说明</translation>
        </message>
        <message>
            <source>Keep an eye on</source>
            <translation>需要关注</translation>
        </message>
        <message>
            <source>Nothing in particular.</source>
            <translation>没有特别事项。</translation>
        </message>
        <message>
            <source>Nobody sees to this situation: {text}.</source>
            <translation>此事态尚无人跟进：{text}。</translation>
        </message>
        <message>
            <source>A shelf ends at {time} and its condition still stands: {alarm}.</source>
            <translation>搁置将于 {time} 结束，而条件仍然存在：{alarm}。</translation>
        </message>
        <message numerus="yes">
            <source>Raised %n times: {alarm}.</source>
            <translation>
                <numerusform>发出 %n 次：{alarm}。</numerusform>
            </translation>
        </message>
        <message>
            <source>The flood of alarms is not over.</source>
            <translation>警报泛滥尚未结束。</translation>
        </message>
        <message>
            <source>What people did and wrote</source>
            <translation>人员的操作和记事</translation>
        </message>
        <message>
            <source>Nobody acted on an alarm or wrote anything.</source>
            <translation>没有人操作警报或写下记事。</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>经手人</translation>
        </message>
        <message>
            <source>Did</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>About</source>
            <translation>有关</translation>
        </message>
        <message>
            <source>Said</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>wrote</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>{by} wrote: {text}</source>
            <translation>{by}记事：{text}</translation>
        </message>
        <message>
            <source>Minute by minute</source>
            <translation>逐分钟记录</translation>
        </message>
        <message>
            <source>Nothing happened to alarms, and nobody wrote anything.</source>
            <translation>警报没有任何变动，也没有记事。</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>经过</translation>
        </message>
        <message>
            <source> by {name}</source>
            <translation>（{name}）</translation>
        </message>
        <message>
            <source>At the beginning, {time}</source>
            <translation>期初，{time}</translation>
        </message>
        <message>
            <source>At the worst moment, {time}</source>
            <translation>最严重时刻，{time}</translation>
        </message>
        <message>
            <source>At the end, {time}</source>
            <translation>期末，{time}</translation>
        </message>
        <message numerus="yes">
            <source>Map: {caption}, %n alarm(s) in the list</source>
            <translation>
                <numerusform>地图：{caption}，列表中 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>The map was not drawn within {count} s.</source>
            <translation>地图未能在 {count} 秒内绘制。</translation>
        </message>
        <message>
            <source>North is up</source>
            <translation>北方朝上</translation>
        </message>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>无法写入 {folder}。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>Alarm performance</source>
            <translation>警报绩效</translation>
        </message>
        <message>
            <source>Of the whole city, not of the part this report is about.</source>
            <translation>以全市计算，不限于本报告所涉部分。</translation>
        </message>
        <message>
            <source>Situations</source>
            <translation>事态</translation>
        </message>
        <message>
            <source>From {since} to {until}, {length}.</source>
            <translation>{since} 至 {until}，历时 {length}。</translation>
        </message>
        <message>
            <source>Since {since}, still open after {length}.</source>
            <translation>自 {since}，已历时 {length}，尚未结束。</translation>
        </message>
        <message>
            <source>Seen to by {name}.</source>
            <translation>由{name}跟进。</translation>
        </message>
        <message>
            <source>Nobody took it on.</source>
            <translation>无人接手。</translation>
        </message>
        <message>
            <source>probable first cause</source>
            <translation>可能首因</translation>
        </message>
        <message>
            <source>follows from {name}</source>
            <translation>源于{name}</translation>
        </message>
        <message>
            <source>Note: {text}</source>
            <translation>记事：{text}</translation>
        </message>
        <message>
            <source>Step {number} of the checklist done</source>
            <translation>处置步骤 {number} 已完成</translation>
        </message>
        <message>
            <source>Step {number} of the checklist taken back</source>
            <translation>处置步骤 {number} 已撤回</translation>
        </message>
        <message>
            <source>Taken on</source>
            <translation>接手事态</translation>
        </message>
        <message numerus="yes">
            <source>and %n more alarm(s)</source>
            <translation>
                <numerusform>另有 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>How it fits, who</source>
            <translation>关系、经手人</translation>
        </message>
        <message>
            <source>In short</source>
            <translation>概要</translation>
        </message>
        <message>
            <source>No alarm was raised.</source>
            <translation>没有发出警报。</translation>
        </message>
        <message numerus="yes">
            <source>%n more stayed laid aside and asked nobody.</source>
            <translation>
                <numerusform>另有 %n 个始终放置一旁，无须处理。</numerusform>
            </translation>
        </message>
        <message>
            <source>In the list at the beginning: {before}; at the end: {after}.</source>
            <translation>列表中的警报：期初 {before} 个，期末 {after} 个。</translation>
        </message>
        <message>
            <source>All of them are acknowledged.</source>
            <translation>全部已确认。</translation>
        </message>
        <message>
            <source>It was worst at {time}, with {priorities} standing.</source>
            <translation>{time} 最严重，当时现行 {priorities}。</translation>
        </message>
        <message>
            <source>The gravest then: {alarm}.</source>
            <translation>其中最严重：{alarm}。</translation>
        </message>
        <message>
            <source>None of the alarms raised was acknowledged.</source>
            <translation>发出的警报均未确认。</translation>
        </message>
        <message>
            <source>{count} of {all} acknowledged, half of them within {time}, the slowest after {most}.</source>
            <translation>{all} 个中已确认 {count} 个，半数在 {time}内，最慢 {most}后。</translation>
        </message>
        <message>
            <source>No time to respond was exceeded.</source>
            <translation>没有超出处理限时。</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between items of a list</comment>
            <translation>、</translation>
        </message>
        <message numerus="yes">
            <source>%n action(s) on alarms, by {names}.</source>
            <translation>
                <numerusform>对警报操作 %n 次，经手人：{names}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) written.</source>
            <translation>
                <numerusform>写下 %n 则记事。</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is known from before {time}: the recording begins there.</source>
            <translation>{time} 之前没有数据：记录由此开始。</translation>
        </message>
        <message>
            <source>No station recorded for {length}: {times}. Alarms of that time are not known.</source>
            <translation>其中 {length}没有主站记录：{times}。该段时间的警报不明。</translation>
        </message>
        <message>
            <source>Recorded without a gap.</source>
            <translation>记录完整，没有缺口。</translation>
        </message>
        <message>
            <source>Clocks changed at {time}: from UTC{before} to UTC{after}. Times name their offset.</source>
            <translation>时钟于 {time} 由 UTC{before} 调整为 UTC{after}，故各时间均注明时差。</translation>
        </message>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform>，另有 %n 段</numerusform>
            </translation>
        </message>
        <message>
            <source>The span is empty: it ends before it begins. Choose an end after its begin.</source>
            <translation>时段为空：结束早于开始。请选择晚于开始的结束时间。</translation>
        </message>
        <message>
            <source>The span has not come yet. Choose one that begins before now.</source>
            <translation>该时段尚未到来。请选择在现在之前开始的时段。</translation>
        </message>
        <message>
            <source>The span is longer than 31 days: this report is about its last 31 days.</source>
            <translation>时段超过 31 天：本报告只涵盖最后 31 天。</translation>
        </message>
        <message>
            <source>gaps of the recording</source>
            <translation>记录缺口</translation>
        </message>
        <message>
            <source>alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>what stood at the beginning or the end</source>
            <translation>期初或期末的状态</translation>
        </message>
        <message>
            <source>alarm performance</source>
            <translation>警报绩效</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>key figures</source>
            <translation>主要指标</translation>
        </message>
        <message>
            <source>plots</source>
            <translation>图表</translation>
        </message>
        <message>
            <source>a situation</source>
            <translation>事态</translation>
        </message>
        <message>
            <source>maps</source>
            <translation>地图</translation>
        </message>
        <message>
            <source>So much happened that only the newest {count} events are told of.</source>
            <translation>事件过多，只列出最新 {count} 条。</translation>
        </message>
        <message>
            <source>Missing here: {part}. {reason}</source>
            <translation>此处缺少：{part}。{reason}</translation>
        </message>
        <message>
            <source>The station has recorded nothing yet: there is nothing to tell.</source>
            <translation>主站尚无任何记录，没有可报告的内容。</translation>
        </message>
        <message>
            <source>{first} {second}</source>
            <comment>one sentence after the other</comment>
            <translation>{first}{second}</translation>
        </message>
        <message>
            <source>{head}: {text}</source>
            <translation>{head}：{text}</translation>
        </message>
        <message>
            <source>“{text}”</source>
            <translation>“{text}”</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised: {priorities}.</source>
            <translation>
                <numerusform>发出 %n 个警报：{priorities}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) stand for more than a day, the oldest since {time}: {alarm}.</source>
            <translation>
                <numerusform>%n 个警报现行超过 1 天，最久者自 {time}：{alarm}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s): {priorities}.</source>
            <translation>
                <numerusform>%n 个警报：{priorities}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exceeded the time to respond.</source>
            <translation>
                <numerusform>%n 个超出处理限时。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n flood(s) of alarms: {times}.</source>
            <translation>
                <numerusform>警报泛滥 %n 次：{times}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more in the ledger of the console.</source>
            <translation>
                <numerusform>另有 %n 个，见控制台的列表。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minute(s) with events are in the journal.</source>
            <translation>
                <numerusform>另有 %n 分钟的事件，见日志。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more situation(s), less grave than these, are in the journal.</source>
            <translation>
                <numerusform>另有 %n 个较轻的事态，见日志。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them nobody has acknowledged yet ({priorities}).</source>
            <translation>
                <numerusform>其中 %n 个尚未确认（{priorities}）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n situation(s), {open} still open.</source>
            <translation>
                <numerusform>%n 个事态，{open} 个尚未结束。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Data is missing in %n gap(s), {length} together: {times}.</source>
            <translation>
                <numerusform>数据有 %n 段缺口，共 {length}：{times}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n before these are in the journal.</source>
            <translation>
                <numerusform>此前 %n 条见日志。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The gravest has %n alarm(s) and probably began with: {text}.</source>
            <translation>
                <numerusform>最严重的事态有 %n 个警报，可能首因：{text}。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more, less grave</source>
            <translation>
                <numerusform>另有 %n 个较轻</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{caption}: from {low} to {high}, %n alarm(s)</source>
            <translation>
                <numerusform>{caption}：{low} 至 {high}，%n 个警报</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReportDialog</name>
        <message>
            <source>Make a report</source>
            <translation>制作报告</translation>
        </message>
        <message>
            <source>Shift: with what the next one takes over</source>
            <translation>班次：附下一班次的交接内容</translation>
        </message>
        <message>
            <source>Day: with alarm performance</source>
            <translation>每日：附警报绩效</translation>
        </message>
        <message>
            <source>Incident: minute by minute</source>
            <translation>事故：逐分钟记录</translation>
        </message>
        <message>
            <source>A time of the city's clock: 2026-11-22 18:24, 18:24, or -2h</source>
            <translation>城市时间：2026-11-22 18:24、18:24 或 -2h</translation>
        </message>
        <message>
            <source>With maps</source>
            <translation>附地图</translation>
        </message>
        <message>
            <source>A name that ends in .pdf or .html</source>
            <translation>以 .pdf 或 .html 结尾的名称</translation>
        </message>
        <message>
            <source>Open it</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <source>Make it</source>
            <translation>制作</translation>
        </message>
        <message>
            <source>Cancel making</source>
            <translation>取消制作</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>Span</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>to</source>
            <translation>至</translation>
        </message>
        <message>
            <source>About</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>纸张</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>This shift so far</source>
            <translation>本班次至今</translation>
        </message>
        <message>
            <source>The shift before</source>
            <translation>上一班次</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>Today so far</source>
            <translation>今天至今</translation>
        </message>
        <message>
            <source>The last two hours</source>
            <translation>最近两小时</translation>
        </message>
        <message>
            <source>As typed below</source>
            <translation>在下方输入</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整个城市</translation>
        </message>
        <message>
            <source>Area: {name}</source>
            <translation>区域：{name}</translation>
        </message>
        <message>
            <source>Situation: {text}</source>
            <translation>事态：{text}</translation>
        </message>
        <message>
            <source>Times of {zone}, UTC{offset}.</source>
            <translation>时区：{zone}，UTC{offset}。</translation>
        </message>
        <message>
            <source>Where the report goes</source>
            <translation>报告存放位置</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>网页 (*.html)</translation>
        </message>
        <message>
            <source>There is no station to ask. Wait until the console is connected.</source>
            <translation>没有可查询的主站。请等待控制台连接。</translation>
        </message>
        <message>
            <source>{text} is not a time. Write 2026-11-22 18:24, 18:24 or -2h.</source>
            <translation>{text} 不是时间。请输入 2026-11-22 18:24、18:24 或 -2h。</translation>
        </message>
        <message>
            <source>The span ends before it begins.</source>
            <translation>时段的结束早于开始。</translation>
        </message>
        <message>
            <source>That span has not come yet.</source>
            <translation>该时段尚未到来。</translation>
        </message>
        <message>
            <source>A report is about 31 days at most.</source>
            <translation>报告最多涵盖 31 天。</translation>
        </message>
        <message>
            <source>Give the file a name that ends in .pdf or .html.</source>
            <translation>请用以 .pdf 或 .html 结尾的文件名。</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在开始…</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>Asking the station…</source>
            <translation>正在查询主站…</translation>
        </message>
        <message>
            <source>Drawing the maps…</source>
            <translation>正在绘制地图…</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>正在写入…</translation>
        </message>
        <message>
            <source>{out} is made.</source>
            <translation>已制作 {out}。</translation>
        </message>
        <message>
            <source>The report could not be made: {reason}</source>
            <translation>无法制作报告：{reason}</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was written.</source>
            <translation>已取消，未写入任何文件。</translation>
        </message>
    </context>
    <context>
        <name>ReportWork</name>
        <message>
            <source>it ended with status {code}</source>
            <translation>程序结束，状态码 {code}</translation>
        </message>
    </context>
    <context>
        <name>ResultView</name>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>更改前</translation>
        </message>
        <message>
            <source>After</source>
            <translation>更改后</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>变化</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>Alarm</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Alarms by rule</source>
            <translation>各规则的警报</translation>
        </message>
        <message>
            <source>Alarms that are gone</source>
            <translation>消失的警报</translation>
        </message>
        <message>
            <source>Alarms that are new</source>
            <translation>新增的警报</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图表</translation>
        </message>
        <message>
            <source>By rule</source>
            <translation>按规则</translation>
        </message>
        <message>
            <source>Gone</source>
            <translation>消失</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>图片…</translation>
        </message>
        <message>
            <source>Save the picture (PNG)</source>
            <translation>保存图片（PNG）</translation>
        </message>
        <message>
            <source>Result…</source>
            <translation>结果…</translation>
        </message>
        <message>
            <source>Save the result (JSON or CSV)</source>
            <translation>保存结果（JSON 或 CSV）</translation>
        </message>
        <message>
            <source>Change something of a rule and press Try: here is what would have been raised then.</source>
            <translation>请更改规则的设置并按“试算”：此处会显示改用后会发出的警报。</translation>
        </message>
        <message>
            <source>tried by {name}</source>
            <translation>由 {name} 试算</translation>
        </message>
        <message>
            <source>no changes: the rules as they are, against what was raised</source>
            <translation>没有更改：现有规则与实际发出的警报对比</translation>
        </message>
        <message>
            <source>Gone: {count}</source>
            <translation>消失：{count}</translation>
        </message>
        <message>
            <source>New: {count}</source>
            <translation>新增：{count}</translation>
        </message>
        <message>
            <source>The first {listed} of {count} are listed.</source>
            <translation>列出 {count} 个中的前 {listed} 个。</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>Now, live: {alarm}.</source>
            <translation>实时警报：{alarm}。</translation>
        </message>
        <message>
            <source>Go there: {keys}</source>
            <translation>前往：{keys}</translation>
        </message>
        <message>
            <source>No critical alarm waits to be acknowledged.</source>
            <translation>没有待确认的危急警报。</translation>
        </message>
        <message numerus="yes">
            <source>And %n more critical alarm(s).</source>
            <translation>
                <numerusform>另有 %n 个危急警报。</numerusform>
            </translation>
        </message>
        <message>
            <source>REVIEW</source>
            <translation>回放</translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>A minute back (Left; an hour with Shift, a day with Page Up)</source>
            <translation>后退 1 分钟（Left；加 Shift 为 1 小时，Page Up 为 1 天）</translation>
        </message>
        <message>
            <source>Let the time run, or hold it (Space)</source>
            <translation>播放或停住时间（空格键）</translation>
        </message>
        <message>
            <source>A minute on (Right; an hour with Shift, a day with Page Down)</source>
            <translation>前进 1 分钟（Right；加 Shift 为 1 小时，Page Down 为 1 天）</translation>
        </message>
        <message>
            <source>How fast the time runs</source>
            <translation>播放速度</translation>
        </message>
        <message>
            <source>A time of the city: 18:24, 2026-11-22 18:24:07, or -2h. Enter goes there.</source>
            <translation>城市时间：18:24、2026-11-22 18:24:07 或 -2h。按 Enter 前往。</translation>
        </message>
        <message>
            <source>Time to go to</source>
            <translation>前往的时间</translation>
        </message>
        <message>
            <source>To another alarm or note (A, N; back with Shift)</source>
            <translation>前往另一警报或记事（A、N；加 Shift 则往前）</translation>
        </message>
        <message>
            <source>Write a note about this moment (Ctrl+Shift+N)</source>
            <translation>为此时刻写记事（Ctrl+Shift+N）</translation>
        </message>
        <message>
            <source>Shorter span (+, or the wheel)</source>
            <translation>较短时段（+ 或滚轮）</translation>
        </message>
        <message>
            <source>Longer span (-)</source>
            <translation>较长时段（-）</translation>
        </message>
        <message>
            <source>Back to live, and put the time bar away ({keys})</source>
            <translation>返回实时并收起时间轴（{keys}）</translation>
        </message>
        <message>
            <source>The next alarm</source>
            <translation>下一个警报</translation>
        </message>
        <message>
            <source>The alarm before</source>
            <translation>上一个警报</translation>
        </message>
        <message>
            <source>The next critical or high alarm</source>
            <translation>下一个危急或高级警报</translation>
        </message>
        <message>
            <source>The critical or high alarm before</source>
            <translation>上一个危急或高级警报</translation>
        </message>
        <message>
            <source>The next note</source>
            <translation>下一则记事</translation>
        </message>
        <message>
            <source>The note before</source>
            <translation>上一则记事</translation>
        </message>
        <message>
            <source>Choose a time first: live runs by itself.</source>
            <translation>请先选择时间：实时状态会自行推进。</translation>
        </message>
        <message>
            <source>That is no time of this city. Write 18:24, 2026-11-22 18:24 or -2h.</source>
            <translation>这不是此城市的时间。请输入 18:24、2026-11-22 18:24 或 -2h。</translation>
        </message>
        <message>
            <source>That moment has not come yet.</source>
            <translation>该时刻尚未到来。</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>正在获取…</translation>
        </message>
        <message>
            <source>Back to live</source>
            <translation>返回实时</translation>
        </message>
        <message numerus="yes">
            <source>Back to live: %n critical</source>
            <translation>
                <numerusform>返回实时：%n 个危急</numerusform>
            </translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
    </context>
    <context>
        <name>RuleCard</name>
        <message>
            <source>Its rule</source>
            <translation>所属规则</translation>
        </message>
        <message>
            <source>Show the rule</source>
            <translation>显示规则</translation>
        </message>
        <message>
            <source>Its limits and delays, and what other ones would have done</source>
            <translation>其限值和延时，以及改用其他设置会有何结果</translation>
        </message>
        <message>
            <source>The catalogue of this console does not have this rule; the station does.</source>
            <translation>此控制台的目录没有这条规则；主站则有。</translation>
        </message>
        <message>
            <source>It was raised by version {version} of the rule, which has been changed since.</source>
            <translation>此警报由规则的第 {version} 版发出，规则此后已更改。</translation>
        </message>
    </context>
    <context>
        <name>RuleEditor</name>
        <message>
            <source>not in this trial</source>
            <translation>不纳入此次试算</translation>
        </message>
        <message>
            <source>now {value}</source>
            <translation>现为 {value}</translation>
        </message>
    </context>
    <context>
        <name>RuleFields</name>
        <message>
            <source>× its spread</source>
            <translation>× 离散度</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Deadband</source>
            <translation>死区</translation>
        </message>
        <message>
            <source>Span looked at</source>
            <translation>观察时段</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>On-delay</source>
            <translation>触发延时</translation>
        </message>
        <message>
            <source>Off-delay</source>
            <translation>解除延时</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Taken out</source>
            <translation>不采用</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
    </context>
    <context>
        <name>RuleKinds</name>
        <message>
            <source>limit</source>
            <translation>限值</translation>
        </message>
        <message>
            <source>rate of change</source>
            <translation>变化率</translation>
        </message>
        <message>
            <source>off its usual</source>
            <translation>偏离常值</translation>
        </message>
        <message>
            <source>state</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>silence</source>
            <translation>没有数据</translation>
        </message>
        <message>
            <source>flat line</source>
            <translation>数值不变</translation>
        </message>
        <message>
            <source>count</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>geofence</source>
            <translation>地理围栏</translation>
        </message>
        <message>
            <source>expression</source>
            <translation>表达式</translation>
        </message>
    </context>
    <context>
        <name>RuleList</name>
        <message>
            <source>Filter rules  (/)</source>
            <translation>筛选规则（/）</translation>
        </message>
        <message>
            <source>Filter rules by words</source>
            <translation>按词语筛选规则</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>No rule is let through by the filter.</source>
            <translation>没有符合筛选的规则。</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Every system</source>
            <translation>所有系统</translation>
        </message>
        <message>
            <source>There are no rules: the catalogue of this console has none.</source>
            <translation>没有规则：此控制台的目录没有任何规则。</translation>
        </message>
        <message numerus="yes">
            <source>%n rule(s)</source>
            <translation>
                <numerusform>%n 条规则</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n rule(s)</source>
            <translation>
                <numerusform>%n 条规则中的 {shown} 条</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RuleTable</name>
        <message>
            <source>Changed in this trial</source>
            <translation>此次试算中已更改</translation>
        </message>
        <message>
            <source>{priority}: {rule} ({kind})</source>
            <translation>{priority}：{rule}（{kind}）</translation>
        </message>
        <message>
            <source>How many were raised in 24 h is not known.</source>
            <translation>不知道 24 小时内发出多少个。</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Raises when</source>
            <translation>触发条件</translation>
        </message>
        <message>
            <source>Standing</source>
            <translation>现行</translation>
        </message>
        <message>
            <source>In 24 h</source>
            <translation>24h</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Of</source>
            <translation>适用对象</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
    </context>
    <context>
        <name>RuleTrial</name>
        <message>
            <source>{since} to {until}: before {before}; after {after}</source>
            <translation>{since} 至 {until}：更改前 {before}；更改后 {after}</translation>
        </message>
        <message>
            <source>Before: {count}</source>
            <translation>更改前：{count}</translation>
        </message>
        <message>
            <source>After: {count}</source>
            <translation>更改后：{count}</translation>
        </message>
        <message>
            <source>{before} → {after} alarms</source>
            <translation>{before} → {after} 个警报</translation>
        </message>
        <message>
            <source>none before and none after</source>
            <translation>更改前后均没有</translation>
        </message>
        <message>
            <source>none of them raised both times</source>
            <translation>没有前后均发出的警报</translation>
        </message>
        <message>
            <source>the latest true alarm {delay} later</source>
            <translation>真实警报最多晚 {delay}</translation>
        </message>
        <message>
            <source>every true alarm sooner, by {delay} at least</source>
            <translation>所有真实警报均提前至少 {delay}</translation>
        </message>
        <message>
            <source>no true alarm later</source>
            <translation>没有真实警报延迟</translation>
        </message>
        <message>
            <source>{numbers}, {delay}.</source>
            <translation>{numbers}，{delay}。</translation>
        </message>
        <message>
            <source>{count} s</source>
            <translation>{count} 秒</translation>
        </message>
        <message>
            <source>{since} to {until} (UTC{offset})</source>
            <translation>{since} 至 {until}（UTC{offset}）</translation>
        </message>
        <message>
            <source>another desk</source>
            <translation>另一席位</translation>
        </message>
    </context>
    <context>
        <name>Rules</name>
        <message>
            <source>Saved to {out}.</source>
            <translation>已保存到 {out}。</translation>
        </message>
        <message>
            <source>{out} cannot be written: {reason}. Choose another place.</source>
            <translation>无法写入 {out}：{reason}。请选择其他位置。</translation>
        </message>
        <message>
            <source>the picture could not be made</source>
            <translation>无法制作图片</translation>
        </message>
        <message>
            <source>Saved to {out}. Look at it with: opscenter rules check {out}. It is in force once the station is started with --rules {out}, and each console with the same.</source>
            <translation>已保存到 {out}。可用 opscenter rules check {out} 检查。主站和各控制台以 --rules {out} 启动后生效。</translation>
        </message>
    </context>
    <context>
        <name>RulesPanel</name>
        <message>
            <source>In words</source>
            <translation>文字说明</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>更改</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Change the rule (Enter in the list, or F2)</source>
            <translation>更改规则（在列表按 Enter，或按 F2）</translation>
        </message>
        <message>
            <source>This console does not know the rule {rule}: start it with the station's --catalogue and --rules.</source>
            <translation>此控制台没有规则 {rule}：请以主站的 --catalogue 和 --rules 启动控制台。</translation>
        </message>
        <message>
            <source>There is no station to try with. Wait until the console is connected.</source>
            <translation>没有可供试算的主站。请等待控制台连接。</translation>
        </message>
        <message>
            <source>A recording is too short to try rules on. The live window tries them over weeks of history.</source>
            <translation>记录过短，无法试算规则。实时窗口可按数周历史试算。</translation>
        </message>
        <message>
            <source>Nothing is changed yet: the rules as they are.</source>
            <translation>尚未更改：沿用现有规则。</translation>
        </message>
        <message>
            <source>The past is looked at: a trial ends at the moment shown.</source>
            <translation>正在回放历史：试算截至所示时刻。</translation>
        </message>
        <message>
            <source>Nothing is recorded yet to try over.</source>
            <translation>尚无记录可供试算。</translation>
        </message>
        <message>
            <source>Save as rule file</source>
            <translation>另存为规则文件</translation>
        </message>
        <message>
            <source>Rule file (*.toml)</source>
            <translation>规则文件 (*.toml)</translation>
        </message>
        <message>
            <source>Save the picture</source>
            <translation>保存图片</translation>
        </message>
        <message>
            <source>PNG (*.png)</source>
            <translation>PNG (*.png)</translation>
        </message>
        <message>
            <source>JSON (*.json)</source>
            <translation>JSON (*.json)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Save the result</source>
            <translation>保存结果</translation>
        </message>
        <message>
            <source>Tried and saved by {name}, {time}</source>
            <translation>由 {name} 于 {time} 试算并保存</translation>
        </message>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
    </context>
    <context>
        <name>SayDialog</name>
        <message>
            <source>Message to the trainees</source>
            <translation>给学员的消息</translation>
        </message>
        <message>
            <source>Every trainee sees it at once. It is part of the session, and of its report.</source>
            <translation>所有学员会立即看到。消息会列入演习记录和报告。</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>发送</translation>
        </message>
    </context>
    <context>
        <name>ScaleBar</name>
        <message>
            <source>Length on the ground, at the middle of the map</source>
            <translation>地图中央处的实地长度</translation>
        </message>
        <message>
            <source>{count} km</source>
            <translation>{count} 公里</translation>
        </message>
        <message>
            <source>{count} m</source>
            <translation>{count} 米</translation>
        </message>
    </context>
    <context>
        <name>SearchPalette</name>
        <message>
            <source>Search everything</source>
            <translation>搜索全部</translation>
        </message>
        <message>
            <source>Coordinates, street, district, entity or kept place</source>
            <translation>坐标、街道、地区、实体或已保存地点</translation>
        </message>
        <message>
            <source>Entity, place, alarm, system or action</source>
            <translation>实体、地点、警报、系统或操作</translation>
        </message>
        <message>
            <source>Coordinates: 22.2793, 114.1628 or 22°16'45"N 114°9'46"E.</source>
            <translation>坐标：22.2793, 114.1628 或 22°16'45"N 114°9'46"E。</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>没有结果。</translation>
        </message>
        <message>
            <source>Enter shows it · Ctrl+Enter plots it · Esc leaves</source>
            <translation>Enter 显示 · Ctrl+Enter 绘图 · Esc 离开</translation>
        </message>
        <message>
            <source>Nothing called “{query}” among {count} entities. Try a part of the name, id or type.</source>
            <translation>在 {count} 个实体中找不到“{query}”。请试试名称、编号或类型的一部分。</translation>
        </message>
        <message>
            <source>Still reading the names: {count} so far.</source>
            <translation>仍在读取名称：目前 {count} 个。</translation>
        </message>
    </context>
    <context>
        <name>SelectByShape</name>
        <message>
            <source>Draw around what you want · Ctrl adds, Alt takes away · Backspace undoes · Esc leaves</source>
            <translation>圈出所需项目 · Ctrl 加选，Alt 减选 · Backspace 撤销 · Esc 退出</translation>
        </message>
        <message>
            <source>Click, or aim with the arrows and press Enter, to set the first corner · Esc leaves</source>
            <translation>单击，或用方向键瞄准再按 Enter，确定首个角点 · Esc 退出</translation>
        </message>
        <message>
            <source>Double click or E selects, with Ctrl adds, with Alt takes away · Backspace takes back · Esc leaves</source>
            <translation>双击或 E 选择，加 Ctrl 加选，加 Alt 减选 · Backspace 撤回 · Esc 退出</translation>
        </message>
        <message>
            <source>Pull the pointer around what you want; a click alone selects nothing.</source>
            <translation>请拖动指针圈出所需项目；仅单击不会选中。</translation>
        </message>
        <message>
            <source>Three corners at least make a shape.</source>
            <translation>至少需要三个角点才成图形。</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>The past could not be read just now. Try again in a moment.</source>
            <translation>暂时无法读取历史，请稍后重试。</translation>
        </message>
        <message>
            <source>This is the past: nothing can be done to it. Go back to live first.</source>
            <translation>这是历史状态，不能操作。请先返回实时。</translation>
        </message>
        <message>
            <source>This is a replay: what is done to an alarm was done then. Nothing can be done to it now.</source>
            <translation>这是重演：对警报的操作均为当时所做，现在不能操作。</translation>
        </message>
        <message>
            <source>There is no station to ask. Wait until the console is connected.</source>
            <translation>没有可查询的主站。请等待控制台连接。</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>The map could not be saved to {out}: {reason}</source>
            <translation>无法将地图保存到 {out}：{reason}</translation>
        </message>
        <message>
            <source>The map could not be saved: {error}. The log has the details.</source>
            <translation>无法保存地图：{error}。详情见日志。</translation>
        </message>
        <message>
            <source>REVIEW: the city as it stood then</source>
            <translation>回放：城市当时的状态</translation>
        </message>
        <message>
            <source>Not live: the station was not heard.</source>
            <translation>并非实时：当时收不到主站信号。</translation>
        </message>
        <message>
            <source>Map of the city</source>
            <translation>城市地图</translation>
        </message>
        <message>
            <source>Made by {name} with opscenter</source>
            <translation>{name} 使用 opscenter 制作</translation>
        </message>
        <message>
            <source>Made with opscenter</source>
            <translation>使用 opscenter 制作</translation>
        </message>
        <message>
            <source>There is not enough memory for a picture of this size. Choose a smaller paper or resolution.</source>
            <translation>内存不足以制作这种大小的图片。请选择较小的纸张或分辨率。</translation>
        </message>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>无法写入 {folder}。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>it is no table with the plots of a sheet</source>
            <translation>不是含有图表的表格</translation>
        </message>
        <message>
            <source>“rows” and “overlays” must be lists</source>
            <translation>“rows”和“overlays”必须是列表</translation>
        </message>
        <message>
            <source>it holds {count} plots, and at most {most} fit</source>
            <translation>含有 {count} 个图表，最多只能容纳 {most} 个</translation>
        </message>
        <message>
            <source>“span_s” must be a number of seconds</source>
            <translation>“span_s”必须是秒数</translation>
        </message>
        <message>
            <source>plot {number}: {fault}</source>
            <translation>图表 {number}：{fault}</translation>
        </message>
        <message>
            <source>“name” must be a text</source>
            <translation>“name”必须是文本</translation>
        </message>
        <message>
            <source>it is no sheet of plots: “{key}” is missing</source>
            <translation>不是图表页：缺少“{key}”</translation>
        </message>
        <message>
            <source>its version cannot be read</source>
            <translation>无法读取其版本</translation>
        </message>
        <message>
            <source>it was made by a newer opscenter (version {found}, this one reads up to {known})</source>
            <translation>由较新的 opscenter 制作（版本 {found}，本程序最高可读取 {known}）</translation>
        </message>
        <message>
            <source>it is no list of series</source>
            <translation>不是序列列表</translation>
        </message>
        <message>
            <source>it holds {count} series, and at most {most} fit</source>
            <translation>含有 {count} 个序列，最多只能容纳 {most} 个</translation>
        </message>
        <message>
            <source>a series is an entity and an attribute</source>
            <translation>序列须由实体和属性组成</translation>
        </message>
        <message>
            <source>a series is neither a list nor a table</source>
            <translation>序列既非列表，也非表格</translation>
        </message>
        <message>
            <source>a derived series is one of {known}</source>
            <translation>计算序列须为以下之一：{known}</translation>
        </message>
        <message>
            <source>“reduce” is one of {known}</source>
            <translation>“reduce”须为以下之一：{known}</translation>
        </message>
        <message>
            <source>“entities” must be a list of at most {most}</source>
            <translation>“entities”必须是最多 {most} 项的列表</translation>
        </message>
        <message>
            <source>“inputs” must be a list of 1 to {most} series</source>
            <translation>“inputs”必须是 1 至 {most} 个序列的列表</translation>
        </message>
        <message>
            <source>an input is a name, an entity and an attribute</source>
            <translation>输入须由名称、实体和属性组成</translation>
        </message>
        <message>
            <source>“per_s” must be a whole number of seconds, at most a day</source>
            <translation>“per_s”必须是整数秒，最多一天</translation>
        </message>
        <message>
            <source>its overlays are no list</source>
            <translation>其 overlays 不是列表</translation>
        </message>
        <message>
            <source>an overlay is one of {known}</source>
            <translation>overlay 须为以下之一：{known}</translation>
        </message>
        <message>
            <source>“{what}” must be a text of at most {most} characters</source>
            <translation>“{what}”必须是最多 {most} 字的文本</translation>
        </message>
        <message>
            <source>it is too large to be a sheet of plots</source>
            <translation>过大，不是图表页</translation>
        </message>
        <message>
            <source>it is not JSON, as sheets of plots are</source>
            <translation>不是图表页所用的 JSON</translation>
        </message>
        <message>
            <source>The sheet is saved as {file}.</source>
            <translation>图表页已保存为 {file}。</translation>
        </message>
        <message>
            <source>{file} could not be opened: {fault}.</source>
            <translation>无法打开 {file}：{fault}。</translation>
        </message>
        <message>
            <source>{file} could not be opened: {error}. Choose another file.</source>
            <translation>无法打开 {file}：{error}。请选择其他文件。</translation>
        </message>
        <message>
            <source>{file} could not be written: {error}. Choose another folder.</source>
            <translation>无法写入 {file}：{error}。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>EXERCISE</source>
            <translation>演习</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭（Esc）</translation>
        </message>
    </context>
    <context>
        <name>SheetDialog</name>
        <message>
            <source>Save the map for print</source>
            <translation>保存地图用于打印</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>横向</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>纵向</translation>
        </message>
        <message>
            <source>{dpi} dots an inch</source>
            <translation>每英寸 {dpi} 点</translation>
        </message>
        <message>
            <source>Light, for paper</source>
            <translation>浅色，适合纸张</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Legend</source>
            <translation>图例</translation>
        </message>
        <message>
            <source>Save as PDF or PNG…</source>
            <translation>保存为 PDF 或 PNG…</translation>
        </message>
        <message>
            <source>The map is being drawn…</source>
            <translation>正在绘制地图…</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>纸张</translation>
        </message>
        <message>
            <source>Resolution</source>
            <translation>分辨率</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>比例尺</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Picture (*.png)</source>
            <translation>图片 (*.png)</translation>
        </message>
        <message>
            <source>Saved {out}</source>
            <translation>已保存 {out}</translation>
        </message>
    </context>
    <context>
        <name>SheetFiles</name>
        <message>
            <source>Open a sheet of plots</source>
            <translation>打开图表页</translation>
        </message>
        <message>
            <source>Save the sheet as a file</source>
            <translation>将图表页保存为文件</translation>
        </message>
        <message>
            <source>Sheets of plots (*{suffix})</source>
            <translation>图表页 (*{suffix})</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>SheetMenu</name>
        <message>
            <source>Add a series made of others…</source>
            <translation>添加计算序列…</translation>
        </message>
        <message>
            <source>Statistics of what is shown</source>
            <translation>所示时段的统计</translation>
        </message>
        <message>
            <source>This plot…</source>
            <translation>此图表…</translation>
        </message>
        <message>
            <source>New sheet</source>
            <translation>新建图表页</translation>
        </message>
        <message>
            <source>Rename this sheet…</source>
            <translation>重命名此图表页…</translation>
        </message>
        <message>
            <source>Duplicate this sheet</source>
            <translation>建立此图表页的副本</translation>
        </message>
        <message>
            <source>Delete this sheet</source>
            <translation>删除此图表页</translation>
        </message>
        <message>
            <source>Move it left</source>
            <translation>左移</translation>
        </message>
        <message>
            <source>Move it right</source>
            <translation>右移</translation>
        </message>
        <message>
            <source>Open a sheet from a file…</source>
            <translation>打开图表页文件…</translation>
        </message>
        <message>
            <source>Save this sheet as a file…</source>
            <translation>将此图表页保存为文件…</translation>
        </message>
        <message>
            <source>Copy a picture of the plots</source>
            <translation>复制图表图片</translation>
        </message>
        <message>
            <source>Copy the figures</source>
            <translation>复制数字</translation>
        </message>
        <message>
            <source>Save a picture…</source>
            <translation>保存图片…</translation>
        </message>
        <message>
            <source>Save as PDF, CSV or Parquet…</source>
            <translation>保存为 PDF、CSV 或 Parquet…</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>撤销上一次更改</translation>
        </message>
        <message>
            <source>Remove all plots</source>
            <translation>移除所有图表</translation>
        </message>
        <message>
            <source>Reset: one empty sheet</source>
            <translation>重置：一个空白图表页</translation>
        </message>
    </context>
    <context>
        <name>SheetTabs</name>
        <message>
            <source>Sheets</source>
            <translation>图表页</translation>
        </message>
        <message>
            <source>A new sheet (Ctrl+N)</source>
            <translation>新建图表页（Ctrl+N）</translation>
        </message>
        <message>
            <source>Double-click or F2: rename. Ctrl+Page Up, Page Down: the next one. M: everything else</source>
            <translation>双击或 F2：重命名。Ctrl+Page Up、Page Down：切换。M：其他操作</translation>
        </message>
    </context>
    <context>
        <name>SituationPage</name>
        <message>
            <source>Take it</source>
            <translation>接手</translation>
        </message>
        <message>
            <source>See to this situation yourself (T)</source>
            <translation>由您跟进此事态（T）</translation>
        </message>
        <message>
            <source>Acknowledge every alarm of it, with one comment (A)</source>
            <translation>以同一附注确认其所有警报（A）</translation>
        </message>
        <message>
            <source>Show on map</source>
            <translation>在地图上显示</translation>
        </message>
        <message>
            <source>Select the places of its alarms, the first cause first (M)</source>
            <translation>选中其警报的地点，首因在前（M）</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Export it as an alert for others, as CAP; shown first (E)</source>
            <translation>以 CAP 导出为警示供他人使用；导出前先显示内容（E）</translation>
        </message>
        <message>
            <source>Checklist of the first cause</source>
            <translation>首因的处置步骤</translation>
        </message>
        <message>
            <source>Its alarms in order of time</source>
            <translation>按时序排列的警报</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>Write a note, Enter keeps it</source>
            <translation>写下记事，按 Enter 保存</translation>
        </message>
        <message>
            <source>Journaled with your name (N)</source>
            <translation>以您的姓名记入日志（N）</translation>
        </message>
        <message>
            <source>This situation is over.</source>
            <translation>此事态已结束。</translation>
        </message>
        <message>
            <source>over</source>
            <translation>已结束</translation>
        </message>
        <message>
            <source>since {age}</source>
            <translation>已历时 {age}</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) in it</source>
            <translation>
                <numerusform>共 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>in the list: {counts}</source>
            <translation>列表中：{counts}</translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n 个未确认</numerusform>
            </translation>
        </message>
        <message>
            <source>Owner: {name}</source>
            <translation>负责人：{name}</translation>
        </message>
        <message>
            <source>Nobody sees to it yet.</source>
            <translation>尚无人跟进。</translation>
        </message>
        <message>
            <source>Give it up</source>
            <translation>放弃接手</translation>
        </message>
        <message>
            <source>Tick it ({key})</source>
            <translation>勾选（{key}）</translation>
        </message>
        <message numerus="yes">
            <source>Timeline: %n alarm(s)</source>
            <translation>
                <numerusform>时间线：%n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>, the first {n}</source>
            <translation>，前 {n} 个</translation>
        </message>
        <message>
            <source>over: {alarm}</source>
            <translation>已结束：{alarm}</translation>
        </message>
        <message>
            <source>Probable first cause: {alarm}</source>
            <translation>可能首因：{alarm}</translation>
        </message>
        <message>
            <source>Say who you are first: Ctrl+Shift+O.</source>
            <translation>请先报上姓名：按 Ctrl+Shift+O。</translation>
        </message>
    </context>
    <context>
        <name>SituationWindow</name>
        <message>
            <source>Situation</source>
            <translation>事态</translation>
        </message>
    </context>
    <context>
        <name>Situations</name>
        <message>
            <source>in no situation</source>
            <translation>不属于任何事态</translation>
        </message>
        <message>
            <source>no owner</source>
            <translation>无人负责</translation>
        </message>
        <message numerus="yes">
            <source>%n unacknowledged</source>
            <translation>
                <numerusform>%n 个未确认</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SoundMenu</name>
        <message>
            <source>Let tones sound again</source>
            <translation>恢复提示音</translation>
        </message>
        <message>
            <source>Silence for {time}</source>
            <translation>静音 {time}</translation>
        </message>
        <message>
            <source>Silence until I end it</source>
            <translation>静音至我结束为止</translation>
        </message>
        <message>
            <source>Remind of what is {priority}</source>
            <translation>提醒优先级“{priority}”的警报</translation>
        </message>
        <message>
            <source>every {time}</source>
            <translation>每 {time}</translation>
        </message>
        <message>
            <source>never</source>
            <translation>不提醒</translation>
        </message>
        <message>
            <source>Notices on the desktop while the window is not in front</source>
            <translation>窗口不在最前时显示桌面通知</translation>
        </message>
        <message>
            <source>How the tones sound</source>
            <translation>试听提示音</translation>
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message>
            <source>The station is not heard. Everything below is as of {time}. The console keeps trying.</source>
            <translation>收不到主站信号。以下内容截至 {time}。控制台会继续尝试。</translation>
        </message>
        <message>
            <source>Nothing has arrived from the bus since {time}. Values turn stale one after another.</source>
            <translation>自 {time} 起总线没有任何消息传来，数值会陆续变为过时。</translation>
        </message>
    </context>
    <context>
        <name>StationCatalogue</name>
        <message>
            <source>The catalogue of the station cannot be used ({reason}). Names and limits are our own.</source>
            <translation>无法使用主站的目录（{reason}）。名称和限值以本席位为准。</translation>
        </message>
    </context>
    <context>
        <name>StatisticsModel</name>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>样本</translation>
        </message>
        <message>
            <source>Smallest</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最后值</translation>
        </message>
        <message>
            <source>Over limit</source>
            <translation>超限</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>有效</translation>
        </message>
    </context>
    <context>
        <name>StatisticsTable</name>
        <message>
            <source>Statistics of what is shown</source>
            <translation>所示时段的统计</translation>
        </message>
        <message>
            <source>From bins of up to {width}: extremes and means are those of all samples.</source>
            <translation>以最长 {width}的分段计算：极值和平均值取自全部样本。</translation>
        </message>
        <message>
            <source>Those of derived series are of means.</source>
            <translation>计算序列则取自平均值。</translation>
        </message>
        <message>
            <source>“Over limit” goes by the means of bins.</source>
            <translation>“超限”按分段平均值计算。</translation>
        </message>
        <message>
            <source>From bins of up to {width}</source>
            <translation>以最长 {width}的分段计算</translation>
        </message>
    </context>
    <context>
        <name>Stepping</name>
        <message>
            <source>Nothing is in view here. Move the map, or press Home for the whole city.</source>
            <translation>视野内没有项目。请移动地图，或按 Home 显示整个城市。</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>第 {number} 个，共 {count} 个</translation>
        </message>
    </context>
    <context>
        <name>StepsDone</name>
        <message>
            <source>Say who you are first: Ctrl+Shift+O.</source>
            <translation>请先报上姓名：按 Ctrl+Shift+O。</translation>
        </message>
    </context>
    <context>
        <name>Suppression</name>
        <message>
            <source>suppresses this</source>
            <translation>抑制此警报</translation>
        </message>
        <message>
            <source>suppressed by this</source>
            <translation>被此警报抑制</translation>
        </message>
        <message>
            <source>While it stands it suppresses: {rules}</source>
            <translation>此警报存在期间抑制：{rules}</translation>
        </message>
    </context>
    <context>
        <name>SystemChoice</name>
        <message>
            <source>Systems</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>All systems</source>
            <translation>所有系统</translation>
        </message>
        <message>
            <source>Only these systems: {names}</source>
            <translation>仅限这些系统：{names}</translation>
        </message>
    </context>
    <context>
        <name>TakingOut</name>
        <message>
            <source>The figures are on the clipboard.</source>
            <translation>数字已复制到剪贴板。</translation>
        </message>
        <message>
            <source>A picture of the plots is on the clipboard.</source>
            <translation>图表图片已复制到剪贴板。</translation>
        </message>
        <message>
            <source>Save a picture of the plots</source>
            <translation>保存图表图片</translation>
        </message>
        <message>
            <source>Picture (*.png)</source>
            <translation>图片 (*.png)</translation>
        </message>
        <message>
            <source>The picture is saved as {file}.</source>
            <translation>图片已保存为 {file}。</translation>
        </message>
        <message>
            <source>{folder} cannot be written. Choose another folder.</source>
            <translation>无法写入 {folder}。请选择其他文件夹。</translation>
        </message>
    </context>
    <context>
        <name>TextForm</name>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>应对措施</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>影响范围</translation>
        </message>
    </context>
    <context>
        <name>Tiles</name>
        <message>
            <source>City systems</source>
            <translation>城市系统</translation>
        </message>
        <message>
            <source>no data yet</source>
            <translation>尚无数据</translation>
        </message>
        <message numerus="yes">
            <source>%n entities</source>
            <translation>
                <numerusform>%n 个实体</numerusform>
            </translation>
        </message>
        <message>
            <source>stale</source>
            <translation>过时</translation>
        </message>
        <message>
            <source>{priority}: {count} alarms, {waiting} unacknowledged</source>
            <translation>{priority}：{count} 个警报，{waiting} 个未确认</translation>
        </message>
        <message>
            <source>newest data {age} ago</source>
            <translation>最新数据于 {age}前</translation>
        </message>
        <message>
            <source>Click or Space: show only this system everywhere. Again: show all.</source>
            <translation>单击或空格键：各处只显示此系统。再按一次：显示全部。</translation>
        </message>
        <message>
            <source>Double click or Enter: the page of this system (Ctrl+0)</source>
            <translation>双击或 Enter：此系统的页面（Ctrl+0）</translation>
        </message>
    </context>
    <context>
        <name>TimeStrip</name>
        <message>
            <source>Time of the review</source>
            <translation>回放的时间</translation>
        </message>
        <message>
            <source>Live, {time}</source>
            <translation>实时，{time}</translation>
        </message>
        <message>
            <source>Not yet</source>
            <translation>尚未到来</translation>
        </message>
        <message>
            <source>Nothing is recorded so early</source>
            <translation>当时尚未开始记录</translation>
        </message>
        <message>
            <source>Recorded with gaps, or not at all</source>
            <translation>记录有缺口，或没有记录</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised about then</source>
            <translation>
                <numerusform>约在此时发出 %n 个警报</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>Nothing was recorded then, or not all</source>
            <translation>当时没有记录，或记录不全</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 项</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s) raised about then</source>
            <translation>
                <numerusform>约在此时发出 %n 个警报</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tones</name>
        <message>
            <source>This machine has no sound.</source>
            <translation>此计算机没有音频设备。</translation>
        </message>
        <message>
            <source>No sound output is connected.</source>
            <translation>未连接音频输出。</translation>
        </message>
        <message>
            <source>The player of tones does not run; the log has the details.</source>
            <translation>提示音播放程序未运行；详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>ToolCard</name>
        <message>
            <source>Take the last step back (Backspace)</source>
            <translation>撤回上一步（Backspace）</translation>
        </message>
        <message>
            <source>Copy as text (Ctrl+C)</source>
            <translation>复制为文本（Ctrl+C）</translation>
        </message>
        <message>
            <source>Leave the tool (Esc)</source>
            <translation>退出工具（Esc）</translation>
        </message>
    </context>
    <context>
        <name>Toolbar</name>
        <message>
            <source>10 min</source>
            <translation>10 分</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1 小时</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 小时</translation>
        </message>
        <message>
            <source>7 d</source>
            <translation>7 天</translation>
        </message>
        <message>
            <source>30 d</source>
            <translation>30 天</translation>
        </message>
        <message>
            <source>Show this much time</source>
            <translation>显示这段时间</translation>
        </message>
        <message>
            <source>All data</source>
            <translation>全部数据</translation>
        </message>
        <message>
            <source>Show all that is recorded of these values (D)</source>
            <translation>显示这些数值的所有记录（D）</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>Follow the city's time (L)</source>
            <translation>跟随城市的时间（L）</translation>
        </message>
        <message>
            <source>Hold the picture; values are still collected (H)</source>
            <translation>停住画面；数值仍继续收集（H）</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>图表页</translation>
        </message>
        <message>
            <source>Sheets, files, removing plots (M)</source>
            <translation>图表页、文件、移除图表（M）</translation>
        </message>
    </context>
    <context>
        <name>Toolbox</name>
        <message>
            <source>Measure a distance</source>
            <translation>测量距离</translation>
        </message>
        <message>
            <source>Measure an area</source>
            <translation>测量面积</translation>
        </message>
        <message>
            <source>Select with a lasso</source>
            <translation>套索选择</translation>
        </message>
        <message>
            <source>Select by a polygon</source>
            <translation>多边形选择</translation>
        </message>
        <message>
            <source>Measure from here</source>
            <translation>从此处测量</translation>
        </message>
        <message>
            <source>Select in a box</source>
            <translation>框选</translation>
        </message>
        <message>
            <source>Shift + drag</source>
            <translation>Shift + 拖动</translation>
        </message>
    </context>
    <context>
        <name>Trails</name>
        <message>
            <source>Trails of all vehicles</source>
            <translation>所有车辆的轨迹</translation>
        </message>
        <message>
            <source>The way of the last 10 minutes. A selected or followed vehicle always shows its own.</source>
            <translation>最近 10 分钟的行程。选中或跟踪的车辆始终显示轨迹。</translation>
        </message>
    </context>
    <context>
        <name>TrainerBar</name>
        <message>
            <source>EXERCISE · TRAINER</source>
            <translation>演习 · 教员</translation>
        </message>
        <message>
            <source>Exercise seconds in a second</source>
            <translation>每秒推进的演习秒数</translation>
        </message>
        <message>
            <source>station not heard</source>
            <translation>收不到主站信号</translation>
        </message>
        <message>
            <source>not connected yet</source>
            <translation>尚未连接</translation>
        </message>
        <message>
            <source>{gone} gone, {left} left</source>
            <translation>已过 {gone}，剩余 {left}</translation>
        </message>
        <message numerus="yes">
            <source>%n desk(s) connected</source>
            <translation>
                <numerusform>已连接 %n 个席位</numerusform>
            </translation>
        </message>
        <message>
            <source>Trainees attach with this. Click copies it.</source>
            <translation>学员以此连接。单击即可复制。</translation>
        </message>
        <message>
            <source>Freeze</source>
            <translation>冻结</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>开始</translation>
        </message>
    </context>
    <context>
        <name>TrainerConsole</name>
        <message>
            <source>The exercise's station ended ({why}).</source>
            <translation>演习主站已结束（{why}）。</translation>
        </message>
    </context>
    <context>
        <name>TrainerPanel</name>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>At</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Injection</source>
            <translation>注入项</translation>
        </message>
        <message>
            <source>About</source>
            <translation>相关对象</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>剩余时间</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>限时</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>预期处置</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>席位</translation>
        </message>
        <message>
            <source>Acts</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最近</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>扣分</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Did</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Said</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Injections</source>
            <translation>注入</translation>
        </message>
        <message>
            <source>Expected responses</source>
            <translation>预期处置</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>过程</translation>
        </message>
        <message>
            <source>Export an alert…</source>
            <translation>导出警示…</translation>
        </message>
        <message>
            <source>Waiting for the exercise's station to answer.</source>
            <translation>正在等待演习主站回应。</translation>
        </message>
        <message>
            <source>The exercise is being prepared. The first time that takes a minute or two: what happens in it is made out of the demo city then.</source>
            <translation>正在准备演习。首次约需一两分钟，届时会以演示城市制作演习内容。</translation>
        </message>
    </context>
    <context>
        <name>TrainerWindow</name>
        <message>
            <source>Begin</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Begin, freeze, go on</source>
            <translation>开始、冻结、继续</translation>
        </message>
        <message>
            <source>Slower</source>
            <translation>减速</translation>
        </message>
        <message>
            <source>The exercise's clock runs slower</source>
            <translation>演习时钟减速</translation>
        </message>
        <message>
            <source>Faster</source>
            <translation>加速</translation>
        </message>
        <message>
            <source>The exercise's clock runs faster</source>
            <translation>演习时钟加速</translation>
        </message>
        <message>
            <source>Inject…</source>
            <translation>注入…</translation>
        </message>
        <message>
            <source>Something that is not planned</source>
            <translation>未排定的项目</translation>
        </message>
        <message>
            <source>Inject the chosen</source>
            <translation>注入所选</translation>
        </message>
        <message>
            <source>Now instead of at its time</source>
            <translation>立即注入，不等原定时间</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>The chosen injection changes nothing more</source>
            <translation>所选注入项不再生效</translation>
        </message>
        <message>
            <source>Message…</source>
            <translation>消息…</translation>
        </message>
        <message>
            <source>To every trainee</source>
            <translation>发给所有学员</translation>
        </message>
        <message>
            <source>End…</source>
            <translation>结束…</translation>
        </message>
        <message>
            <source>For everybody; the session is cut to a file</source>
            <translation>为所有人结束；演习记录会存成文件</translation>
        </message>
        <message>
            <source>Export an alert…</source>
            <translation>导出警示…</translation>
        </message>
        <message>
            <source>A drafted alert as a CAP file, shown first</source>
            <translation>将已草拟的警示导出为 CAP 文件，导出前先显示内容</translation>
        </message>
        <message>
            <source>The session is played again: its course, the score with reasons, a report</source>
            <translation>重新播放演习记录：进程、评分及原因、报告</translation>
        </message>
        <message>
            <source>Debrief</source>
            <translation>复盘</translation>
        </message>
        <message>
            <source>To the course</source>
            <translation>转到进程</translation>
        </message>
        <message>
            <source>To the injections</source>
            <translation>转到注入</translation>
        </message>
        <message>
            <source>To the people</source>
            <translation>转到人员</translation>
        </message>
        <message>
            <source>To what is expected</source>
            <translation>转到预期处置</translation>
        </message>
        <message>
            <source>To the log</source>
            <translation>转到过程</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>Keyboard help</source>
            <translation>键盘说明</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>End the exercise</source>
            <translation>结束演习</translation>
        </message>
        <message>
            <source>End the exercise for everybody? It cannot be gone on with; the session is cut to a file.</source>
            <translation>要为所有人结束演习吗？结束后不能继续；演习记录会存成文件。</translation>
        </message>
        <message>
            <source>End it</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Nobody has drafted an alert yet.</source>
            <translation>尚未草拟任何警示。</translation>
        </message>
        <message>
            <source>{file} is not on this machine: it is where the exercise's station runs.</source>
            <translation>{file} 不在此计算机：文件存于运行演习主站的计算机。</translation>
        </message>
        <message>
            <source>{file} is being opened in a window of its own.</source>
            <translation>正在单独的窗口打开 {file}。</translation>
        </message>
        <message>
            <source>{file} could not be opened.</source>
            <translation>无法打开 {file}。</translation>
        </message>
        <message>
            <source>EXERCISE · TRAINER</source>
            <translation>演习 · 教员</translation>
        </message>
        <message>
            <source>The exercise is over. Its session could not be cut to a file: {reason}</source>
            <translation>演习已结束，但演习记录未能存成文件：{reason}</translation>
        </message>
        <message>
            <source>The exercise is over: D opens the debrief of its session, {file}.</source>
            <translation>演习已结束：按 D 打开演习记录 {file} 的复盘。</translation>
        </message>
        <message>
            <source>The exercise is over. Its session is being cut to a file …</source>
            <translation>演习已结束，正在将演习记录存成文件…</translation>
        </message>
        <message>
            <source>The exercise's station is not heard any more. The console keeps trying.</source>
            <translation>已收不到演习主站的信号。控制台会继续尝试。</translation>
        </message>
    </context>
    <context>
        <name>Training</name>
        <message>
            <source>{file} is too large for the file of an exercise.</source>
            <translation>{file} 过大，不是演习文件。</translation>
        </message>
        <message>
            <source>{text}: {now}, before {earlier}</source>
            <translation>{text}：{now}，前次 {earlier}</translation>
        </message>
        <message>
            <source>{told}; {points} points</source>
            <translation>{told}；{points} 分</translation>
        </message>
        <message>
            <source>{points} points of {of}, in the earlier run {before} of {before_of}.</source>
            <translation>得 {points} 分（满分 {of}），前次 {before} 分（满分 {before_of}）。</translation>
        </message>
        <message>
            <source>Detected after</source>
            <translation>发现用时</translation>
        </message>
        <message>
            <source>Acknowledged after</source>
            <translation>确认用时</translation>
        </message>
        <message>
            <source>First right action after</source>
            <translation>首次正确处置用时</translation>
        </message>
        <message>
            <source>{what} {now}, in the earlier run {earlier} (median).</source>
            <translation>{what} {now}，前次 {earlier}（中位数）。</translation>
        </message>
        <message>
            <source>not part of it</source>
            <translation>不含此项</translation>
        </message>
        <message>
            <source>never</source>
            <translation>没有</translation>
        </message>
        <message numerus="yes">
            <source>%n time(s)</source>
            <translation>
                <numerusform>%n 次</numerusform>
            </translation>
        </message>
        <message>
            <source>Write what the public says.</source>
            <translation>请输入市民的消息。</translation>
        </message>
        <message>
            <source>Choose an entity, or write how the topics begin that come later.</source>
            <translation>请选择实体，或输入要延迟的主题开头。</translation>
        </message>
        <message>
            <source>Write by how many seconds it comes later, 0.5 at least.</source>
            <translation>请输入延迟秒数，至少 0.5。</translation>
        </message>
        <message>
            <source>Choose an entity.</source>
            <translation>请选择实体。</translation>
        </message>
        <message>
            <source>Choose what it measures.</source>
            <translation>请选择测量项。</translation>
        </message>
        <message>
            <source>Write the value that raises the alarm.</source>
            <translation>请输入触发警报的数值。</translation>
        </message>
        <message>
            <source>Write the value it tells, or how it differs from what is measured.</source>
            <translation>请输入上报的数值，或与测量值的差别。</translation>
        </message>
        <message>
            <source>Write either a value, or a factor and an offset: not both.</source>
            <translation>请输入数值，或输入倍数和偏移：两者只能选一。</translation>
        </message>
        <message>
            <source>“{text}” is not a number.</source>
            <translation>“{text}”不是数字。</translation>
        </message>
        <message>
            <source>Neither a duration nor a noise is less than nothing.</source>
            <translation>持续时间和误差不能小于零。</translation>
        </message>
        <message>
            <source>The mark before, the next one</source>
            <translation>上一个、下一个标记</translation>
        </message>
        <message>
            <source>To another row</source>
            <translation>另一行</translation>
        </message>
        <message>
            <source>What is chosen, in its table; in a debrief: go there</source>
            <translation>在表格中显示所选项；复盘时：转到该处</translation>
        </message>
        <message>
            <source>Less time, more time; all of it</source>
            <translation>缩短、延长时段；全部</translation>
        </message>
        <message>
            <source>Earlier, later</source>
            <translation>较早、较晚</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>警报</translation>
        </message>
        <message>
            <source>Injections</source>
            <translation>注入</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>预期处置</translation>
        </message>
        <message>
            <source>Trainer</source>
            <translation>教员</translation>
        </message>
        <message>
            <source>took {took}, limit {limit}</source>
            <translation>用时 {took}，限时 {limit}</translation>
        </message>
        <message>
            <source>limit {limit}</source>
            <translation>限时 {limit}</translation>
        </message>
        <message>
            <source>begun, frozen, ended</source>
            <translation>开始、冻结、结束</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Debrief: {title}</source>
            <translation>复盘：{title}</translation>
        </message>
        <message>
            <source>This exercise never began: there is no course.</source>
            <translation>此演习从未开始：没有进程。</translation>
        </message>
        <message>
            <source>{first} to {last}, UTC{offset} ({length})</source>
            <translation>{first} 至 {last}，UTC{offset}（{length}）</translation>
        </message>
        <message>
            <source>{points}, {percent} %</source>
            <translation>{points}，{percent} %</translation>
        </message>
        <message>
            <source>{total} ({lost} lost by what was wrong)</source>
            <translation>{total}（因错误处置扣 {lost}）</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>性质</translation>
        </message>
        <message>
            <source>EXERCISE: nothing of this happened</source>
            <translation>演习：内容并非真实事件</translation>
        </message>
        <message>
            <source>Clock of the exercise</source>
            <translation>演习时钟</translation>
        </message>
        <message>
            <source>Worked by</source>
            <translation>参演学员</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>演习记录</translation>
        </message>
        <message>
            <source>Compared with</source>
            <translation>对比对象</translation>
        </message>
        <message>
            <source>The brief</source>
            <translation>任务说明</translation>
        </message>
        <message>
            <source>The course by the exercise's clock ({zone})</source>
            <translation>按演习时钟的进程（{zone}）</translation>
        </message>
        <message>
            <source>Rows of alarms, injections, expected responses, the trainer and each person</source>
            <translation>警报、注入、预期处置、教员和各人员的分行</translation>
        </message>
        <message>
            <source>The course</source>
            <translation>进程</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Nothing was expected of anybody.</source>
            <translation>未设定预期处置。</translation>
        </message>
        <message>
            <source>detected after {time}</source>
            <translation>发现用时 {time}</translation>
        </message>
        <message>
            <source>acknowledged after {time}</source>
            <translation>确认用时 {time}</translation>
        </message>
        <message>
            <source>first right action after {time}</source>
            <translation>首次正确处置用时 {time}</translation>
        </message>
        <message>
            <source>Median over the alarms: {times}.</source>
            <translation>各警报的中位数：{times}。</translation>
        </message>
        <message>
            <source>At</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Criterion</source>
            <translation>评分项</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>({took} of {limit})</source>
            <translation>（{took}/{limit}）</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>扣分</translation>
        </message>
        <message>
            <source>Detected</source>
            <translation>发现用时</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>确认用时</translation>
        </message>
        <message>
            <source>First action</source>
            <translation>首次处置</translation>
        </message>
        <message>
            <source>Acts</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Beside an earlier run</source>
            <translation>与前次对比</translation>
        </message>
        <message>
            <source>The earlier file is of another exercise: only what both have is compared.</source>
            <translation>前次文件属于另一演习：只对比两者共有的项目。</translation>
        </message>
        <message>
            <source>This run: {file}</source>
            <translation>本次：{file}</translation>
        </message>
        <message>
            <source>The earlier run: {file}</source>
            <translation>前次：{file}</translation>
        </message>
        <message>
            <source>What was other</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>Every criterion came out the same.</source>
            <translation>各评分项结果相同。</translation>
        </message>
        <message>
            <source>better</source>
            <translation>较好</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>较差</translation>
        </message>
        <message>
            <source>This run</source>
            <translation>本次</translation>
        </message>
        <message>
            <source>Earlier run</source>
            <translation>前次</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>经过</translation>
        </message>
        <message>
            <source>Times since the beginning. Looks are left out; alarms, acts, injections are not.</source>
            <translation>时间从开始算起。已略去查看；警报、操作和注入均已列出。</translation>
        </message>
        <message>
            <source>Did</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>About</source>
            <translation>相关对象</translation>
        </message>
        <message>
            <source>Said</source>
            <translation>内容</translation>
        </message>
        <message numerus="yes">
            <source>%n more entries are in the session's file.</source>
            <translation>
                <numerusform>另有 %n 项，见演习记录文件。</numerusform>
            </translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Alerts that were drafted (status Exercise)</source>
            <translation>已草拟的公众警示（状态：演习）</translation>
        </message>
        <message>
            <source>the public</source>
            <translation>市民</translation>
        </message>
        <message>
            <source>Solution</source>
            <translation>参考处置</translation>
        </message>
        <message>
            <source>Message of {name}, {time}</source>
            <translation>{name} 的消息，{time}</translation>
        </message>
        <message>
            <source>Message from the public, {time}</source>
            <translation>市民消息，{time}</translation>
        </message>
        <message>
            <source>The city is being prepared: {share} %</source>
            <translation>正在准备城市：{share} %</translation>
        </message>
        <message>
            <source>It begins when the trainer says so. This sheet then goes by itself.</source>
            <translation>由教员宣布开始。届时此页会自动收起。</translation>
        </message>
        <message>
            <source>There is no brief.</source>
            <translation>没有任务说明。</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>消息记录</translation>
        </message>
        <message>
            <source>Export as CAP…</source>
            <translation>导出为 CAP…</translation>
        </message>
        <message>
            <source>A file of status Exercise; it is shown first</source>
            <translation>状态为“演习”的文件；导出前先显示内容</translation>
        </message>
        <message>
            <source>The exercise is over</source>
            <translation>演习已结束</translation>
        </message>
        <message>
            <source>The score is being worked out.</source>
            <translation>正在计算评分。</translation>
        </message>
        <message>
            <source>The trainer has the score of this exercise and goes through it with you.</source>
            <translation>此演习的评分由教员保管，教员会与您一同复盘。</translation>
        </message>
        <message>
            <source>{name}: {points} points</source>
            <translation>{name}：{points} 分</translation>
        </message>
        <message>
            <source>{points} lost</source>
            <translation>扣 {points} 分</translation>
        </message>
        <message>
            <source>Together {points}, {percent} %</source>
            <translation>合计 {points}，{percent} %</translation>
        </message>
        <message>
            <source>What you did</source>
            <translation>您的处置</translation>
        </message>
        <message>
            <source>What others did, or nobody</source>
            <translation>他人的处置，或无人处置</translation>
        </message>
        <message>
            <source>no alarm yet</source>
            <translation>尚无警报</translation>
        </message>
        <message>
            <source>took {took}</source>
            <translation>用时 {took}</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>away</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>No rule watches this by itself.</source>
            <translation>没有规则单独监视此项。</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>准备中</translation>
        </message>
        <message>
            <source>briefing</source>
            <translation>任务说明中</translation>
        </message>
        <message>
            <source>running</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>frozen</source>
            <translation>已冻结</translation>
        </message>
        <message>
            <source>over</source>
            <translation>已结束</translation>
        </message>
        <message>
            <source>alarm raised</source>
            <translation>发出警报</translation>
        </message>
        <message>
            <source>cleared</source>
            <translation>已解除</translation>
        </message>
        <message>
            <source>acknowledged</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>noted</source>
            <translation>写记事</translation>
        </message>
        <message>
            <source>step ticked</source>
            <translation>勾选步骤</translation>
        </message>
        <message>
            <source>taken on</source>
            <translation>接手</translation>
        </message>
        <message>
            <source>shelved</source>
            <translation>已搁置</translation>
        </message>
        <message>
            <source>unshelved</source>
            <translation>取消搁置</translation>
        </message>
        <message>
            <source>looked at</source>
            <translation>已查看</translation>
        </message>
        <message>
            <source>alert drafted</source>
            <translation>草拟警示</translation>
        </message>
        <message>
            <source>injected</source>
            <translation>已注入</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>injection over</source>
            <translation>注入结束</translation>
        </message>
        <message>
            <source>begun</source>
            <translation>已开始</translation>
        </message>
        <message>
            <source>went on</source>
            <translation>已继续</translation>
        </message>
        <message>
            <source>speed changed</source>
            <translation>更改速度</translation>
        </message>
        <message>
            <source>message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>已结束</translation>
        </message>
        <message>
            <source>did something else</source>
            <translation>其他操作</translation>
        </message>
        <message>
            <source>open</source>
            <translation>待处置</translation>
        </message>
        <message>
            <source>in time</source>
            <translation>及时</translation>
        </message>
        <message>
            <source>late</source>
            <translation>超时</translation>
        </message>
        <message>
            <source>in part</source>
            <translation>部分完成</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>未处置</translation>
        </message>
        <message>
            <source>alarm never came</source>
            <translation>警报未出现</translation>
        </message>
        <message>
            <source>extra alarm</source>
            <translation>额外警报</translation>
        </message>
        <message>
            <source>sensor lies</source>
            <translation>传感器失实</translation>
        </message>
        <message>
            <source>sensor freezes</source>
            <translation>传感器停滞</translation>
        </message>
        <message>
            <source>sensor drops out</source>
            <translation>传感器失联</translation>
        </message>
        <message>
            <source>delayed feed</source>
            <translation>数据延迟</translation>
        </message>
        <message>
            <source>message from the public</source>
            <translation>市民消息</translation>
        </message>
        <message>
            <source>planned</source>
            <translation>已排定</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>手动</translation>
        </message>
        <message>
            <source>standing</source>
            <translation>生效中</translation>
        </message>
        <message>
            <source>detect</source>
            <translation>发现</translation>
        </message>
        <message>
            <source>acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>note</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>checklist</source>
            <translation>处置步骤</translation>
        </message>
        <message>
            <source>take on</source>
            <translation>接手</translation>
        </message>
        <message>
            <source>shelve</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>alert the public</source>
            <translation>公众警示</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 条</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrendsPanel</name>
        <message>
            <source>Held at {time}; recording goes on</source>
            <translation>停在 {time}；记录仍在继续</translation>
        </message>
    </context>
    <context>
        <name>TrialBar</name>
        <message>
            <source>Span to try over</source>
            <translation>试算时段</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 小时</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 天</translation>
        </message>
        <message>
            <source>From … to …</source>
            <translation>自选时段…</translation>
        </message>
        <message>
            <source>From</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>To</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Try</source>
            <translation>试算</translation>
        </message>
        <message>
            <source>Run the changed rules over what was recorded; nothing is changed (Ctrl+Enter)</source>
            <translation>以记录数据试算已更改的规则；不会改变任何现状（Ctrl+Enter）</translation>
        </message>
        <message>
            <source>How far the trial is</source>
            <translation>试算进度</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>End the trial (Esc)</source>
            <translation>结束试算（Esc）</translation>
        </message>
        <message>
            <source>The span ends before it begins: choose a later end.</source>
            <translation>时段的结束早于开始：请选择较晚的结束时间。</translation>
        </message>
        <message>
            <source>A trial goes over 31 days at most: choose a shorter span.</source>
            <translation>试算最多 31 天：请选择较短的时段。</translation>
        </message>
        <message>
            <source>{name} is trying changes just now: {share} %</source>
            <translation>{name}正在试算更改：{share} %</translation>
        </message>
        <message>
            <source>Trying over what was recorded: {share} %</source>
            <translation>正在以记录数据试算：{share} %</translation>
        </message>
        <message>
            <source>The trial was stopped.</source>
            <translation>试算已停止。</translation>
        </message>
    </context>
    <context>
        <name>TrialChart</name>
        <message>
            <source>Alarms before and after, over time</source>
            <translation>更改前后各时段的警报</translation>
        </message>
        <message>
            <source>Point at a bar, or press ← →, to read it.</source>
            <translation>指向柱条或按 ← → 以读取数值。</translation>
        </message>
    </context>
    <context>
        <name>ViewHistory</name>
        <message>
            <source>Back to the view before</source>
            <translation>返回上一个视图</translation>
        </message>
        <message>
            <source>Forward again</source>
            <translation>前往下一个视图</translation>
        </message>
    </context>
    <context>
        <name>WaitingLine</name>
        <message numerus="yes">
            <source>Not known here, waited for (%n): {names}</source>
            <translation>
                <numerusform>此处未知、正在等待（%n 个）：{names}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Wall</name>
        <message>
            <source>The whole city</source>
            <translation>整个城市</translation>
        </message>
    </context>
    <context>
        <name>WallCaption</name>
        <message>
            <source>No city yet</source>
            <translation>尚无城市</translation>
        </message>
        <message>
            <source>{number} of {of}</source>
            <translation>{number} / {of}</translation>
        </message>
        <message>
            <source>Space goes on</source>
            <translation>空格键继续</translation>
        </message>
        <message>
            <source>Space stays, arrows turn over</source>
            <translation>空格键停留，方向键翻页</translation>
        </message>
        <message>
            <source>Esc leaves the wall</source>
            <translation>Esc 退出大屏</translation>
        </message>
    </context>
    <context>
        <name>WallCounts</name>
        <message>
            <source>Active alarms: {counts}</source>
            <translation>当前警报：{counts}</translation>
        </message>
    </context>
    <context>
        <name>WallMode</name>
        <message>
            <source>Waiting for the city</source>
            <translation>正在等待城市</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>{name} is not on the map: it has told no place, or 0, 0.</source>
            <translation>{name} 不在地图上：未上报位置，或上报为 0, 0。</translation>
        </message>
    </context>
    <context>
        <name>WindowExercise</name>
        <message>
            <source>EXERCISE FROZEN: its clock stands still, and nothing arrives until the trainer goes on.</source>
            <translation>演习已冻结：时钟停住，教员继续之前不会有任何消息传来。</translation>
        </message>
        <message>
            <source>{head}: {text} (all messages: {keys})</source>
            <translation>{head}：{text}（所有消息：{keys}）</translation>
        </message>
        <message>
            <source>The trainer's console is being opened on {file}. The first time its city is made; that takes a minute.</source>
            <translation>正在为 {file} 打开教员控制台。首次须建立其城市，约需一分钟。</translation>
        </message>
        <message>
            <source>The trainer's console on {file} could not be started.</source>
            <translation>无法启动 {file} 的教员控制台。</translation>
        </message>
        <message>
            <source>The alert is drafted. Its status is Exercise: it was sent to nobody.</source>
            <translation>警示已草拟，状态为“演习”：未发给任何人。</translation>
        </message>
    </context>
    <context>
        <name>WindowReplay</name>
        <message>
            <source>{count} more: opscenter incident verify names them.</source>
            <translation>另有 {count} 项：可用 opscenter incident verify 列出。</translation>
        </message>
    </context>
    <context>
        <name>WordsView</name>
        <message>
            <source>The rule in words</source>
            <translation>规则的文字说明</translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message>
            <source>Sheet {number}</source>
            <translation>图表页 {number}</translation>
        </message>
        <message numerus="yes">
            <source>At most %n sheets are kept. Delete one first.</source>
            <translation>
                <numerusform>最多保留 %n 个图表页。请先删除一个。</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} (copy)</source>
            <translation>{name}（副本）</translation>
        </message>
        <message>
            <source>{name} is deleted.</source>
            <translation>已删除 {name}。</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation>撤销（Ctrl+Z）</translation>
        </message>
        <message>
            <source>All sheets are taken away.</source>
            <translation>已移除所有图表页。</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>没有可撤销的操作。</translation>
        </message>
        <message>
            <source>That moment has not come yet.</source>
            <translation>该时刻尚未到来。</translation>
        </message>
        <message>
            <source>{name} is opened.</source>
            <translation>已打开 {name}。</translation>
        </message>
        <message numerus="yes">
            <source>%n of its entities are not known here; they are waited for.</source>
            <translation>
                <numerusform>其中 %n 个实体在此未知，正在等待。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n remembered sheet(s) could not be read.</source>
            <translation>
                <numerusform>有 %n 个记住的图表页无法读取。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorstCard</name>
        <message>
            <source>{count} of {all}</source>
            <translation>{count} / {all}</translation>
        </message>
        <message>
            <source>of {all}</source>
            <translation>共 {all}</translation>
        </message>
        <message>
            <source>No {kind} has been heard yet.</source>
            <translation>尚未收到任何{kind}的消息。</translation>
        </message>
        <message>
            <source>No value now.</source>
            <translation>当前没有数值。</translation>
        </message>
        <message>
            <source>None now.</source>
            <translation>当前没有。</translation>
        </message>
        <message>
            <source>Alarm: {priority}</source>
            <translation>警报：{priority}</translation>
        </message>
        <message>
            <source>Click: select it. Enter or double click: show it on the map</source>
            <translation>单击：选中。Enter 或双击：在地图上显示</translation>
        </message>
    </context>
    <context>
        <name>_Entry</name>
        <message>
            <source>Remove {name} from the plot</source>
            <translation>从图表移除 {name}</translation>
        </message>
        <message>
            <source>left axis</source>
            <translation>左轴</translation>
        </message>
        <message>
            <source>first axis at the right</source>
            <translation>右侧第一轴</translation>
        </message>
        <message>
            <source>second axis at the right</source>
            <translation>右侧第二轴</translation>
        </message>
        <message>
            <source>third axis at the right</source>
            <translation>右侧第三轴</translation>
        </message>
    </context>
    <context>
        <name>_Shape</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>已选择 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing that is shown lies in there.</source>
            <translation>其中没有显示的项目。</translation>
        </message>
    </context>
</TS>
