-- touchbase in Neovim: the language server and the tree-sitter grammar. Works from Neovim 0.7 on; from 0.11 on, the server
-- is declared with `vim.lsp.config`, so that everything said there about `touchbase` holds.

local M = {}

--- What can be set.
M.settings = {
  -- The program: its name, if it is on the PATH, or its whole path.
  path = "touchbase",
  -- Handed on to the client: `on_attach`, `capabilities`, `handlers` and whatever else it takes.
  server = {},
}

local ROOT = "touchbase.yaml"
local FILETYPES = { cx = true, yaml = true }

--- The nearest folder above `file` with a `touchbase.yaml`.
local function configured_root(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  while true do
    if vim.fn.filereadable(folder .. "/" .. ROOT) == 1 then
      return folder
    end
    local above = vim.fn.fnamemodify(folder, ":h")
    if above == folder then
      return nil
    end
    folder = above
  end
end

--- The root of the knowledge base of a buffer: for `.cx` at least its folder, for YAML only where there is a configuration,
--- for most YAML is no knowledge.
function M.root(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  local root = file ~= "" and configured_root(file) or nil
  if not root and vim.bo[buffer].filetype == "cx" then
    root = file ~= "" and vim.fn.fnamemodify(file, ":p:h") or vim.fn.getcwd()
  end
  return root
end

local said = false

--- Whether the program can be started; if not, says once what to do.
local function is_there()
  if vim.fn.executable(M.settings.path) == 1 then
    return true
  end
  if not said then
    said = true
    local text = "The program `%s` was not found. Install touchbase so that it is on the PATH, or name it: "
      .. 'require("touchbase").setup { path = "…" }'
    vim.notify(text:format(M.settings.path), vim.log.levels.WARN)
  end
  return false
end

local function declaration()
  return vim.tbl_deep_extend("force", {
    name = "touchbase",
    cmd = { M.settings.path, "lsp" },
    -- The lines above elements tell how often each is used; `vim.lsp.codelens.run()` on one lists where.
    init_options = { showReferences = true },
  }, M.settings.server)
end

--- Clients by root, for Neovim before 0.8, which does not know them again itself.
local clients = {}

--- Starts the server for a buffer, or lets a running one look after it.
function M.attach(buffer)
  local root = M.root(buffer)
  if not root or vim.bo[buffer].buftype ~= "" or not is_there() then
    return
  end
  local config = vim.tbl_extend("force", declaration(), { root_dir = root })
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) or vim.lsp.client_is_stopped(id) then
    id = vim.lsp.start_client(config)
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

--- Ends the servers; the next buffer starts them anew.
function M.restart()
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name == "touchbase" then
      vim.lsp.stop_client(client.id)
    end
  end
  clients = {}
  said = false
  vim.defer_fn(function()
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_is_loaded(buffer) and FILETYPES[vim.bo[buffer].filetype] then
        M.attach(buffer)
      end
    end
  end, 300)
end

--- Whether the server is declared by `vim.lsp.config`, which then starts it.
local function is_declared()
  return vim.fn.has("nvim-0.11") == 1
end

local function declare()
  local config = declaration()
  config.filetypes = { "cx", "yaml" }
  config.root_dir = function(buffer, found)
    local root = M.root(buffer)
    if root then
      found(root)
    end
  end
  vim.lsp.config("touchbase", config)
end

--- Changes settings. May be called before or after the plugin has been loaded.
function M.setup(settings)
  M.settings = vim.tbl_deep_extend("force", M.settings, settings or {})
  if is_declared() then
    declare()
  end
end

--- Lists places that the server found, as the lines above elements ask for.
local function show_references(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local places = (command.arguments or {})[3] or {}
  local items = vim.lsp.util.locations_to_items(places, client and client.offset_encoding or "utf-16")
  vim.fn.setqflist({}, " ", { title = command.title, items = items })
  vim.cmd("botright copen")
end

--- Begins to look after files. `plugin/touchbase.lua` calls it once.
function M.start()
  vim.api.nvim_create_user_command("TouchbaseRestart", M.restart, { desc = "Restart the language server of touchbase" })
  vim.api.nvim_create_user_command("TouchbaseInstallGrammar", function()
    require("touchbase.highlight").install()
  end, { desc = "Compile the tree-sitter grammar of .cx with the C compiler" })
  vim.lsp.commands["touchbase.showReferences"] = show_references
  if is_declared() then
    declare()
    vim.lsp.enable("touchbase")
  end
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("touchbase", {}),
    pattern = vim.tbl_keys(FILETYPES),
    callback = function(event)
      if not is_declared() then
        M.attach(event.buf)
      elseif M.root(event.buf) then
        -- `vim.lsp.enable` passes over a program that is not there without a word.
        is_there()
      end
    end,
  })
end

return M
