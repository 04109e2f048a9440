-- The tree-sitter grammar in Neovim: compiled by the command of `editors/neovim`, found again, and colouring. Run by
-- `neovim.test.mjs`, in a folder with `sample.cx`.

local fine, problem = xpcall(function()
  local said = {}
  vim.notify = function(text) table.insert(said, text) end

  vim.cmd("edit sample.cx")
  local highlighter = require("vim.treesitter.highlighter")
  local buffer = vim.api.nvim_get_current_buf()
  assert(not highlighter.active[buffer], "there is no parser yet")
  vim.cmd("syntax on")
  local group = function(line, column) return vim.fn.synIDattr(vim.fn.synID(line, column, 1), "name") end
  assert(group(1, 1) == "cxKind" and group(1, 9) == "cxId" and group(2, 3) == "cxKey", "without it, there are simple colours")

  vim.cmd("TouchbaseInstallGrammar")
  assert(highlighter.active[buffer], "it colours what is open: " .. vim.inspect(said))
  local tree = vim.treesitter.get_parser(buffer, "cx"):parse()
  local root = (tree[1] or tree):root()
  assert(root:type() == "source_file" and not root:has_error(), root:sexpr())

  local query = (vim.treesitter.query.get or vim.treesitter.query.get_query)("cx", "highlights")
  local seen = {}
  for id, node in query:iter_captures(root, buffer, 0, -1) do
    local text = (vim.treesitter.get_node_text or vim.treesitter.query.get_node_text)(node, buffer)
    seen[text] = seen[text] or {}
    seen[text][query.captures[id]] = true
  end
  for text, name in pairs({ persona = "keyword", ["größe"] = "type", needs = "property", ["[[anna]]"] = "markup.link" }) do
    assert(seen[text] and seen[text][name], text .. " is " .. vim.inspect(seen[text]))
  end

  -- How far lines are indented, told from the lines above.
  vim.cmd("normal! gg=G")
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  assert(lines[2]:match("^  needs") and lines[3]:match('^    "Nachschub') and lines[4] == "  ]", vim.inspect(lines))
end, debug.traceback)
io.stdout:write((fine and "ok" or "FAILED: " .. tostring(problem)) .. "\n")
vim.cmd(fine and "qall!" or "cquit")
