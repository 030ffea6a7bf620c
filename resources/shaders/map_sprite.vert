#version 440

// One instance is one small picture out of the atlas, upright, on whole device px.
layout(location = 0) in vec2 corner;  // x 0 left, 1 right; y -1 top, 1 bottom
layout(location = 1) in vec4 place;   // city-local x, y; px from there to its middle
layout(location = 2) in vec4 piece;   // left, top, width, height in the atlas, device px

layout(location = 0) out vec2 at;
layout(location = 1) out float opacity;

layout(std140, binding = 0) uniform Frame {
    mat4 matrix;      // the same as for lines
    vec4 turn;
    vec4 shift;
    vec4 lean;
    vec4 middle;
    vec4 atlas;       // 1 / width, 1 / height of the atlas; device px per px of what is painted in it
};

vec2 seen(vec2 spot)
{
    vec2 flat_px = vec2(dot(turn.xy, spot), dot(turn.zw, spot)) + shift.xy;
    float away = max(1.0 - flat_px.y * lean.x, lean.z);
    return vec2(flat_px.x, flat_px.y * lean.y) / away + middle.xy;
}

void main()
{
    vec2 share = vec2(corner.x, corner.y * 0.5 + 0.5);
    vec2 size = piece.zw / atlas.z;
    vec2 start = floor((seen(place.xy) + place.zw - size * 0.5) * shift.z + 0.5) / shift.z;
    at = (piece.xy + share * piece.zw) * atlas.xy;
    opacity = shift.w;
    gl_Position = matrix * vec4(start + share * size, 0.0, 1.0);
}
