#version 440

layout(location = 0) in vec2 along;
layout(location = 1) in vec3 shape;
layout(location = 2) in float dash;
layout(location = 3) in vec4 colour;
layout(location = 0) out vec4 result;

layout(std140, binding = 0) uniform Frame {
    mat4 matrix;
    vec4 turn;
    vec4 shift;
    vec4 lean;
    vec4 middle;
    vec4 colours[24];
    vec4 shapes[24];
    vec4 widths[3];
    vec4 more;
};

void main()
{
    float s = along.x;
    float beyond = max(max(-s, s - shape.x), 0.0);
    float away;
    if (shape.z > 0.0) {
        // Dashes have straight ends, and begin anew with each segment.
        float inside = mod(s, shape.z);
        float off = max(inside - dash, 0.0);
        off = min(off, shape.z - inside);
        away = max(abs(along.y) - shape.y, max(off, beyond) - 0.5 / shift.z);
    } else {
        away = length(vec2(beyond, along.y)) - shape.y;
    }
    result = colour * clamp(0.5 - away * shift.z, 0.0, 1.0);
}
