<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
            <source>by {name}</source>
            <translation>由 {name}</translation>
        </message>
    </context>
    <context>
        <name>AlarmIntents</name>
        <message numerus="yes">
            <source> (and %n more)</source>
            <translation>
                <numerusform>（另有 %n 个）</numerusform>
            </translation>
        </message>
        <message>
            <source>Not reset. </source>
            <translation>未能复位。</translation>
        </message>
        <message>
            <source>Not acknowledged. </source>
            <translation>未能确认。</translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed %n acknowledgement(s). Try again.</source>
            <translation>
                <numerusform>主站未回复 %n 项确认，请重试。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The station has not confirmed %n reset(s). Try again.</source>
            <translation>
                <numerusform>主站未回复 %n 项复位，请重试。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlarmPanel</name>
        <message numerus="yes">
            <source>The filters hide all %n alarm(s).</source>
            <translation>
                <numerusform>筛选隐藏了全部 %n 个警报。</numerusform>
            </translation>
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
            <source>Acknowledge	Enter</source>
            <translation>确认	Enter</translation>
        </message>
        <message>
            <source>Acknowledge with a comment …	Shift+A</source>
            <translation>附注确认…	Shift+A</translation>
        </message>
        <message>
            <source>Reset	R</source>
            <translation>复位	R</translation>
        </message>
        <message>
            <source>Show on map	M</source>
            <translation>在地图上显示	M</translation>
        </message>
        <message>
            <source>Plot	P</source>
            <translation>绘图	P</translation>
        </message>
        <message>
            <source>Sort in what is new	Home</source>
            <translation>并入新警报	Home</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>排序方式</translation>
        </message>
    </context>
    <context>
        <name>AlarmTable</name>
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
            <translation>数值／界限</translation>
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
            <source>under way …</source>
            <translation>处理中…</translation>
        </message>
        <message>
            <source>overdue</source>
            <translation>超时</translation>
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
        <name>CitySummary</name>
        <message>
            <source>{priority}: {count} alarms, {waiting} unacknowledged</source>
            <translation>{priority}：{count} 个警报，{waiting} 个未确认</translation>
        </message>
        <message>
            <source>Click to show every system again.</source>
            <translation>单击以重新显示所有系统。</translation>
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
            <source>Clear selection and system filter</source>
            <translation>清除选择和系统筛选</translation>
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
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
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
            <source>Program</source>
            <translation>程序</translation>
        </message>
        <message>
            <source>Change operator…</source>
            <translation>更换操作员…</translation>
        </message>
        <message>
            <source>Acknowledgements carry this name</source>
            <translation>确认时会记下此名称</translation>
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
        <message numerus="yes">
            <source>Reset %n alarm(s)</source>
            <translation>
                <numerusform>复位 %n 个警报</numerusform>
            </translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>复位</translation>
        </message>
        <message>
            <source>Reset (Enter)</source>
            <translation>复位（Enter）</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Acknowledge (Enter)</source>
            <translation>确认（Enter）</translation>
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
            <source>The demo city stopped ({why}). It is being started again.</source>
            <translation>演示城市已停止（{why}），正在重新启动。</translation>
        </message>
        <message>
            <source>The station stopped ({why}). It is being started again; what it had recorded is kept.</source>
            <translation>主站已停止（{why}），正在重新启动；已记录的数据会保留。</translation>
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
        <name>Faults</name>
        <message>
            <source>Something in the console went wrong ({error}). It goes on; please report it with the log.</source>
            <translation>控制台出现错误（{error}）。程序会继续运行；请连同日志上报。</translation>
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
            <source>Silence the tones of new alarms. It changes no alarm.</source>
            <translation>将新警报的提示音静音，不会改变任何警报。</translation>
        </message>
        <message>
            <source>Silence</source>
            <translation>静音</translation>
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
            <source>%n laid aside</source>
            <translation>
                <numerusform>%n 个已放置一旁</numerusform>
            </translation>
        </message>
        <message>
            <source>Laid aside, not forgotten: they go on being judged.</source>
            <translation>放置一旁并非遗忘：系统继续评估这些警报。</translation>
        </message>
        <message>
            <source>Click to see the list again.</source>
            <translation>单击以返回列表。</translation>
        </message>
        <message>
            <source>Click to see them instead of the list.</source>
            <translation>单击以改为显示这些警报。</translation>
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
            <source>Action</source>
            <translation>操作</translation>
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
            <translation>{hours} 时 {minutes}</translation>
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
            <source>Acknowledge</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Acknowledge with a comment</source>
            <translation>附注确认</translation>
        </message>
        <message>
            <source>Show it on the map</source>
            <translation>在地图上显示</translation>
        </message>
        <message>
            <source>To the top of the list</source>
            <translation>到列表顶端</translation>
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
            <source>North up</source>
            <translation>正北朝上</translation>
        </message>
        <message>
            <source>The whole city</source>
            <translation>整个城市</translation>
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
            <source>To the next control</source>
            <translation>转到下一个控件</translation>
        </message>
        <message>
            <source>Open the menu</source>
            <translation>打开菜单</translation>
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
            <source>Plot the selected attributes, or the most telling one</source>
            <translation>绘制所选属性，或最重要的一项</translation>
        </message>
        <message>
            <source>Copy everything as JSON</source>
            <translation>以 JSON 复制全部</translation>
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
            <source>Alarm history</source>
            <translation>警报历史</translation>
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
        <message numerus="yes">
            <source>%n entities selected</source>
            <translation>
                <numerusform>已选择 %n 个实体</numerusform>
            </translation>
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
        <name>LayerPanel</name>
        <message>
            <source>Layers of the map</source>
            <translation>地图图层</translation>
        </message>
        <message>
            <source>What this map draws; Space switches a line</source>
            <translation>地图所绘内容；按空格键切换</translation>
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
        <message>
            <source>Other</source>
            <translation>其他</translation>
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
            <source>Outline: acknowledged</source>
            <translation>空心：已确认</translation>
        </message>
        <message>
            <source>Small: returned, not acknowledged</source>
            <translation>细小：已恢复，未确认</translation>
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
            <source>No basemap. Start the console with --basemap FILE (PMTiles or MBTiles) to see streets.</source>
            <translation>没有底图。以 --basemap FILE（PMTiles 或 MBTiles）启动控制台即可看到街道。</translation>
        </message>
        <message>
            <source>There is no basemap: {reason} The city is drawn without streets.</source>
            <translation>没有底图：{reason} 城市将不绘制街道。</translation>
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
        <name>Memory</name>
        <message>
            <source>The remembered layout could not be read ({error}). The default layout is shown.</source>
            <translation>无法读取之前记住的布局（{error}），现显示默认布局。</translation>
        </message>
    </context>
    <context>
        <name>ModeBadge</name>
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
        <name>NoticeBar</name>
        <message>
            <source>Close this notice</source>
            <translation>关闭此通知</translation>
        </message>
    </context>
    <context>
        <name>Operator</name>
        <message>
            <source>Operator</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>Acknowledgements are journaled with this name:</source>
            <translation>确认警报时会以此名称记入日志：</translation>
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
    </context>
    <context>
        <name>Panels</name>
        <message>
            <source>The panel {name} could not be opened: {error}. Please report it; the log has the details.</source>
            <translation>无法打开面板 {name}：{error}。请上报；详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>PlotRow</name>
        <message>
            <source>Show the time around the newest value (N)</source>
            <translation>显示最新数值前后的时间 (N)</translation>
        </message>
        <message>
            <source>The newest value is from {time}. Go to it</source>
            <translation>最新数值的时间是 {time}。前往该处</translation>
        </message>
        <message>
            <source>No values here. The newest is from {time}. Go to it</source>
            <translation>此处没有数值。最新数值的时间是 {time}。前往该处</translation>
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
            <source>Entity, alarm, system or action</source>
            <translation>实体、警报、系统或操作</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>搜索全部</translation>
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
        <name>Session</name>
        <message>
            <source>There is no station to ask. Wait until the console is connected.</source>
            <translation>没有可查询的主站。请等待控制台连接。</translation>
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
            <source>Click: show only this system everywhere. Again: show all.</source>
            <translation>点击：全部只显示此系统。再次点击：全部显示。</translation>
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
            <translation>显示这些数值的所有记录 (D)</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>Follow the city's time (L)</source>
            <translation>跟随城市的时间 (L)</translation>
        </message>
        <message>
            <source>Hold the picture; values are still collected (H)</source>
            <translation>停住画面；数值仍继续收集 (H)</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Remove all plots</source>
            <translation>移除所有图表</translation>
        </message>
    </context>
    <context>
        <name>TrendsPanel</name>
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
    </context>
    <context>
        <name>_Entry</name>
        <message>
            <source>Remove {name} from the plot</source>
            <translation>从图表移除 {name}</translation>
        </message>
    </context>
</TS>
