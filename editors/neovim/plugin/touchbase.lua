-- Loaded once when Neovim starts: knows `.cx`, and starts the language server where it is needed.
-- Settings: call `require("touchbase").setup { … }` before, or at any time; without it the defaults hold.

if vim.g.loaded_touchbase then
  return
end
vim.g.loaded_touchbase = true

require("touchbase").start()
