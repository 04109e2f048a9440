-- Without the program: said once, with what to do; editing works. Run by `neovim.test.mjs`.

local fine, problem = xpcall(function()
  local said = {}
  vim.notify = function(text) table.insert(said, text) end
  require("touchbase").setup({ path = "no-such-program" })
  vim.cmd("edit sample.cx")
  vim.wait(1000, function() return #said > 0 end, 20)
  vim.cmd("edit! sample.cx")
  vim.wait(200)
  assert(#said == 1 and said[1]:find("no-such-program", 1, true) and said[1]:find("setup", 1, true), vim.inspect(said))
  assert(vim.bo.filetype == "cx")
end, debug.traceback)
io.stdout:write((fine and "ok" or "FAILED: " .. tostring(problem)) .. "\n")
vim.cmd(fine and "qall!" or "cquit")
