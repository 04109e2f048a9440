-- How `.cx` is edited: comments, indentation, folds. What colours it is in `lua/touchbase/highlight.lua`.

vim.bo.commentstring = "// %s"
vim.bo.comments = "://"
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.bo.expandtab = true
vim.bo.indentexpr = "v:lua.require'touchbase.indent'.of(v:lnum)"
vim.bo.indentkeys = "0},0],o,O"
-- Ids hold hyphens and letters of any script.
vim.opt_local.iskeyword:append("-")
vim.opt_local.suffixesadd:append(".cx")

require("touchbase.highlight").start(vim.api.nvim_get_current_buf())

vim.b.undo_ftplugin = "setlocal commentstring< comments< shiftwidth< softtabstop< expandtab< indentexpr< indentkeys< iskeyword< suffixesadd<"
