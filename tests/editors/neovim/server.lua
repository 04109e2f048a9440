-- What somebody does in Neovim, with the settings of `editors/neovim` and the real server: opens a knowledge base with a
-- mistake, reads the finding, completes, jumps, renames, mends. Run by `neovim.test.mjs`, in the folder of the knowledge base.

local steps = {}

local function step(name, act)
  table.insert(steps, { name = name, act = act })
end

local function clients()
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)()
end

-- The line and the place in it, as the protocol counts: from zero, in the units that client and server agreed upon.
local function position(line, text)
  for number, found in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if found:find(line, 1, true) then
      local byte = found:find(text, 1, true)
      assert(byte, ("%q stands in %q"):format(text, found))
      vim.api.nvim_win_set_cursor(0, { number, byte - 1 })
      local _, units = vim.str_utfindex(found:sub(1, byte - 1))
      local bytes = clients()[1].offset_encoding == "utf-8"
      return { line = number - 1, character = bytes and byte - 1 or units }
    end
  end
  error("there is no line with " .. line)
end

local function document()
  return { uri = vim.uri_from_bufnr(0) }
end

local function ask(method, extra)
  local params = vim.tbl_extend("error", { textDocument = document() }, extra or {})
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, 10000)
  assert(answers, method .. ": " .. tostring(problem))
  for _, answer in pairs(answers) do
    assert(not answer.error and not answer.err, method .. ": " .. vim.inspect(answer))
    return answer.result
  end
  error(method .. ": nobody answered")
end

local function messages(buffer)
  return vim.tbl_map(function(one) return one.message end, vim.diagnostic.get(buffer or 0))
end

local function wait(what, condition)
  assert(vim.wait(15000, condition, 20), what .. " within 15 s; findings: " .. vim.inspect(messages()))
end

local function replace(from, to)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  for number, line in ipairs(lines) do
    local first, last = line:find(from, 1, true)
    if first then
      vim.api.nvim_buf_set_text(0, number - 1, first - 1, number - 1, last, { to })
      return
    end
  end
  error("there is no " .. from)
end

step("the file is known, and the server looks after it", function()
  vim.cmd("edit journeys.cx")
  assert(vim.bo.filetype == "cx", "the type of the file is " .. vim.bo.filetype)
  wait("a server", function() return #clients() == 1 end)
  assert(clients()[1].name == "touchbase", clients()[1].name)
  assert(vim.bo.commentstring == "// %s" and vim.bo.shiftwidth == 2, "the settings for editing are there")
end)

step("a mistake is marked where it stands", function()
  wait("a finding", function() return #vim.diagnostic.get(0) > 0 end)
  local found = vim.tbl_filter(function(one) return one.message:find("hotlin") end, vim.diagnostic.get(0))
  assert(#found > 0, vim.inspect(messages()))
  local line = vim.api.nvim_buf_get_lines(0, found[1].lnum, found[1].lnum + 1, false)[1]
  assert(line:sub(found[1].col + 1, found[1].col + 6) == "hotlin", "it points at " .. line:sub(found[1].col + 1))
end)

step("references are completed", function()
  local place = position("touchpoint: hotlin", "hotlin")
  local result = ask("textDocument/completion", { position = place, context = { triggerKind = 1 } })
  local labels = vim.tbl_map(function(item) return item.label end, result.items or result)
  assert(vim.tbl_contains(labels, "hotline"), vim.inspect(labels))
end)

step("what is meant is proposed where the mistake is", function()
  local place = position("touchpoint: hotlin", "hotlin")
  local range = { start = place, ["end"] = { line = place.line, character = place.character + 6 } }
  local result = ask("textDocument/codeAction", { range = range, context = { diagnostics = {} } })
  assert(vim.inspect(result):find('newText = "hotline"', 1, true), vim.inspect(result))
end)

step("the mistake is mended while typing, and the mark goes", function()
  replace("touchpoint: hotlin //", "touchpoint: hotline //")
  wait("no such finding", function()
    return #vim.tbl_filter(function(text) return text:find("hotlin`") end, messages()) == 0
  end)
end)

step("what is under the cursor is explained", function()
  local place = position("touchpoint: hotline", "hotline")
  local result = ask("textDocument/hover", { position = place })
  local text = vim.inspect(result.contents)
  assert(text:find("Größte Hotline"), text)
end)

step("a reference leads to where its element is defined, in another file", function()
  local place = position("Größe 📞", "grüße")
  local result = ask("textDocument/definition", { position = place })
  local target = (vim.islist or vim.tbl_islist)(result) and result[1] or result
  local uri = target.targetUri or target.uri
  assert(vim.uri_to_fname(uri):find("touchpoints.cx", 1, true), vim.inspect(result))
  local range = target.targetSelectionRange or target.range
  local lines = vim.fn.readfile(vim.uri_to_fname(uri))
  assert(lines[range.start.line + 1]:find("grüße", 1, true), vim.inspect(lines[range.start.line + 1]))
end)

step("all uses of an element are found", function()
  local place = position("touchpoint: hotline", "hotline")
  local result = ask("textDocument/references", { position = place, context = { includeDeclaration = true } })
  assert(#result >= 3, vim.inspect(result))
end)

step("a line above an element lists where it is used", function()
  local file = vim.api.nvim_buf_get_name(0)
  vim.cmd("edit touchpoints.cx")
  local client
  wait("the server", function() client = clients()[1]; return #ask("textDocument/codeLens") > 0 end)
  local lens = ask("textDocument/codeLens")[1]
  local answer
  client.request("codeLens/resolve", lens, function(_, result) answer = result end)
  wait("the words of the line", function() return answer ~= nil end)
  assert(answer.command.command == "touchbase.showReferences", vim.inspect(answer))
  vim.lsp.commands[answer.command.command](answer.command, { client_id = client.id })
  assert(#vim.fn.getqflist() > 0, "the uses are listed")
  vim.cmd("cclose")
  vim.cmd("edit " .. vim.fn.fnameescape(file))
end)

step("a file has an outline", function()
  local result = ask("textDocument/documentSymbol")
  assert(vim.inspect(result):find("hilfe-holen", 1, true) or vim.inspect(result):find("Hilfe holen", 1, true), vim.inspect(result))
end)

step("an element is renamed everywhere, in files that are not open as well", function()
  local able = clients()[1].server_capabilities.renameProvider
  if not able and vim.env.TOUCHBASE_EDITORS ~= "required" then
    io.stdout:write("left out: the server does not rename\n")
    return
  end
  local place = position("touchpoint: hotline", "hotline")
  local result = ask("textDocument/rename", { position = place, newName = "service-hotline" })
  vim.lsp.util.apply_workspace_edit(result, clients()[1].offset_encoding or "utf-16")
  local here = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  assert(here:find("touchpoint: service-hotline", 1, true) and not here:find("touchpoint: hotline", 1, true), here)
  vim.cmd("silent wall")
  local there = table.concat(vim.fn.readfile("touchpoints.cx"), "\n")
  assert(there:find("touchpoint service-hotline ", 1, true), there)
  assert(there:find("[[service-hotline|", 1, true), there)
end)

step("YAML of the knowledge base is looked after by the same server", function()
  vim.cmd("edit teams.yaml")
  wait("the server at the YAML file", function()
    return next(vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)) ~= nil
  end)
  assert(#clients() == 1, "there is still one server")
end)

step("the server can be started anew", function()
  local before = clients()[1].id
  vim.cmd("TouchbaseRestart")
  wait("another server", function() return #clients() == 1 and clients()[1].id ~= before end)
end)

for _, one in ipairs(steps) do
  local fine, problem = xpcall(one.act, debug.traceback)
  io.stdout:write((fine and "ok: " or "FAILED: ") .. one.name .. "\n")
  if not fine then
    io.stdout:write(tostring(problem) .. "\n")
    vim.cmd("cquit")
  end
end
vim.cmd("qall!")
