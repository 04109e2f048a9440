-- Colours by tree-sitter. The grammar lies in the same repository, `grammar/tree-sitter-cx`; it is compiled once, with
-- `:TouchbaseInstallGrammar`. Without it the colours come from `syntax/cx.vim`.

local M = {}

local LANGUAGE = "cx"

--- The folder of this plugin, and that of the grammar in the repository around it.
local plugin = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h:h:h")
M.grammar = vim.fn.fnamemodify(plugin, ":h:h") .. "/grammar/tree-sitter-cx"

--- Where the compiled parser is put. Neovim finds it there by itself when it is on the 'runtimepath'.
function M.parser()
  return vim.fn.stdpath("data") .. "/site/parser/" .. LANGUAGE .. ".so"
end

local function read(path)
  local file = io.open(path, "r")
  if not file then
    return nil
  end
  local text = file:read("*a")
  file:close()
  return text
end

--- Makes the parser known to Neovim, whichever of its interfaces there is.
local function load_parser()
  local path = vim.fn.filereadable(M.parser()) == 1 and M.parser() or nil
  local language = vim.treesitter.language
  if language and language.add then
    -- Neovim 0.9 throws, 0.11 gives nil when there is none.
    local fine, loaded = pcall(language.add, LANGUAGE, path and { path = path } or nil)
    return fine and (loaded ~= nil or vim.fn.has("nvim-0.11") == 0)
  end
  return path ~= nil and pcall(vim.treesitter.require_language or language.require_language, LANGUAGE, path)
end

--- Hands the queries of the repository to Neovim, so that they need not lie on the 'runtimepath' a second time.
local function load_queries()
  local query = vim.treesitter.query or require("vim.treesitter.query")
  local set = query.set or query.set_query
  for _, name in ipairs({ "highlights", "folds", "indents", "injections", "locals" }) do
    local text = read(M.grammar .. "/queries/" .. name .. ".scm")
    if text and name == "highlights" then
      text = text .. (read(plugin .. "/queries/cx/spell.scm") or "")
    end
    if text then
      set(LANGUAGE, name, text)
    end
  end
end

--- Colours a buffer by tree-sitter; false when there is no parser yet.
function M.start(buffer)
  if not load_parser() then
    return false
  end
  load_queries()
  if vim.treesitter.start then
    vim.treesitter.start(buffer, LANGUAGE)
  else
    require("vim.treesitter.highlighter").new(vim.treesitter.get_parser(buffer, LANGUAGE))
  end
  if vim.treesitter.foldexpr then
    vim.api.nvim_buf_call(buffer, function()
      vim.opt_local.foldexpr = "v:lua.vim.treesitter.foldexpr()"
    end)
  end
  return true
end

--- Compiles the parser with the C compiler ($CC, else `cc`) and colours all open buffers by it.
function M.install()
  local target = M.parser()
  vim.fn.mkdir(vim.fn.fnamemodify(target, ":h"), "p")
  local compiler = vim.env.CC or "cc"
  local source = M.grammar .. "/src"
  local said = vim.fn.system({
    compiler, "-O2", "-std=c11", "-fPIC", "-shared", "-I", source, source .. "/parser.c", "-o", target,
  })
  if vim.v.shell_error ~= 0 then
    vim.notify("The grammar could not be compiled: " .. said, vim.log.levels.ERROR)
    return false
  end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].filetype == LANGUAGE then
      M.start(buffer)
    end
  end
  vim.notify("The grammar lies in " .. target)
  return true
end

return M
