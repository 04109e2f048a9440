-- How far a line of `.cx` is indented: by the brackets that are open before it. Texts and comments do not count.

local M = {}

--- The line without its texts and its comment.
local function code(line)
  return (line:gsub('\\.', ""):gsub('"[^"]*"', ""):gsub("//.*", ""))
end

--- The indentation of line `number`, as 'indentexpr' wants it; -1 leaves it as it is.
function M.of(number)
  local before = vim.fn.prevnonblank(number - 1)
  if before == 0 then
    return 0
  end
  local line = code(vim.fn.getline(before))
  local width = vim.fn.indent(before)
  local _, opened = line:gsub("[%[{]", "")
  local _, closed = line:gsub("^%s*[%]}]", "", 1)
  local _, all = line:gsub("[%]}]", "")
  if opened > all - closed then
    width = width + vim.fn.shiftwidth()
  elseif all - closed > opened then
    width = width - vim.fn.shiftwidth()
  end
  if vim.fn.getline(number):match("^%s*[%]}]") then
    width = width - vim.fn.shiftwidth()
  end
  return math.max(width, 0)
end

return M
