#version 440

// One instance is one segment of a line; the four corners of its quad reach half the width and a soft edge further.
layout(location = 0) in vec2 corner;  // x 0 at the first end, 1 at the second; y -1 left, 1 right
layout(location = 1) in vec4 ends;    // x1, y1, x2, y2, city-local
layout(location = 2) in vec2 lane;    // which side of its direction it is drawn on, city-local gap to the other one
layout(location = 3) in vec4 style;   // look, rank, whether selected, flow in thirds (bytes as 0..1)

layout(location = 0) out vec2 along;  // px from the first end, px from the middle
layout(location = 1) out vec3 shape;  // length, half the width, px of a dash and its gap (0: solid)
layout(location = 2) out float dash;  // px of a dash
layout(location = 3) out vec4 colour;

layout(std140, binding = 0) uniform Frame {
    mat4 matrix;      // item px -> clip
    vec4 turn;        // city-local -> px about the middle of the item, seen from straight above: a, b, c, d
    vec4 shift;       // its shift x, y; device px per px; opacity
    vec4 lean;        // sine of the tilt over the height of the eye, cosine, the nearest distance drawn
    vec4 middle;      // of the item x, y; px per city-local unit
    vec4 colours[24]; // by look, premultiplied
    vec4 shapes[24];  // by look: width = max(z, rank's width * x + y); w 0 solid, else dash + 100 * gap in widths
    vec4 widths[3];   // by rank, four in each
    vec4 more;        // px of full flow, px between two directions
};

layout(std140, binding = 1) uniform Part {
    vec4 part;        // looks from x to y; z >= 0: drawn in this look instead; w > 0: only what is selected
};

vec2 seen(vec2 place)
{
    vec2 flat_px = vec2(dot(turn.xy, place), dot(turn.zw, place)) + shift.xy;
    float away = max(1.0 - flat_px.y * lean.x, lean.z);
    return vec2(flat_px.x, flat_px.y * lean.y) / away + middle.xy;
}

void main()
{
    float look = floor(style.x * 255.0 + 0.5);
    int rank = int(style.y * 255.0 + 0.5);
    bool drawn = look >= part.x && look <= part.y && (part.w == 0.0 || style.z > 0.0);
    int wears = int(part.z >= 0.0 ? part.z : look);
    vec4 rule = shapes[wears];
    float usual = widths[rank / 4][rank - rank / 4 * 4];
    float flow = part.z < 0.0 ? more.x * style.w * 255.0 / 3.0 : 0.0;
    float wide = max(rule.z, usual * rule.x + rule.y) + flow;
    vec2 a = seen(ends.xy);
    vec2 b = seen(ends.zw);
    vec2 way = b - a;
    float reach = length(way);
    vec2 unit = reach > 0.0 ? way / reach : vec2(1.0, 0.0);
    vec2 right = vec2(-unit.y, unit.x);
    float aside = -lane.x * max(0.0, (usual + more.y - lane.y * middle.z) * 0.5);
    float soft = wide * 0.5 + 1.0 / shift.z;
    float s = mix(-soft, reach + soft, corner.x);
    float t = corner.y * soft;
    along = vec2(s, t);
    float unit_px = max(1.0, wide);
    float gap = floor(rule.w / 100.0);
    dash = (rule.w - gap * 100.0) * unit_px;
    shape = vec3(reach, wide * 0.5, dash + gap * unit_px);
    colour = colours[wears] * shift.w;
    gl_Position = drawn ? matrix * vec4(a + unit * s + right * (t + aside), 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
